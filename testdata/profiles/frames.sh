# frames folder count: pictures of 64 by 36 for small.profile, all different.
frames() {
	mkdir -p "$1"
	n=0
	while [ $n -lt "$2" ]; do
		{
			printf 'P6\n64 36\n255\n'
			yes "frame $1 $n" | head -c 6912
		} >"$1/$(printf %04d $n).ppm"
		n=$((n + 1))
	done
}
