# For golden runs of dcp-kdm, which begin with:  . "$DATA/kdm.sh"
# A composition with four encrypted tracks, its keys, and who signs.
# shellcheck shell=sh

id=00000000-0000-4000-8000-0000000000
house="$DATA/certs/studio"
other="$DATA/certs/distribution"
player="$DATA/certs/server"

asset() { # element id rest
	echo "<$1><Id>urn:uuid:${id}$2</Id><EditRate>24 1</EditRate>" \
	    "<IntrinsicDuration>24</IntrinsicDuration>" \
	    "<KeyId>urn:uuid:${id}a$2</KeyId>$3</$1>" | sed "s/a0/a/"
}

cat >cpl.xml <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/429-7/2006/CPL">
<Id>urn:uuid:${id}01</Id>
<IssueDate>2026-01-01T00:00:00+00:00</IssueDate>
<ContentTitleText>Film_FTR</ContentTitleText>
<ContentKind>feature</ContentKind>
<ContentVersion><Id>urn:x</Id><LabelText>1</LabelText></ContentVersion>
<RatingList/>
<ReelList><Reel><Id>urn:uuid:${id}02</Id><AssetList>
$(asset MainPicture 03 "<FrameRate>24 1</FrameRate><ScreenAspectRatio>1998 1080</ScreenAspectRatio>")
$(asset MainSound 04)
$(asset MainSubtitle 05)
$(asset AuxData 06)
</AssetList></Reel></ReelList>
</CompositionPlaylist>
EOF

umask 077
cat >keys <<EOF
MDIK ${id}a3 000102030405060708090a0b0c0d0e0f
MDAK ${id}a4 101112131415161718191a1b1c1d1e1f
MDSK ${id}a5 202122232425262728292a2b2c2d2e2f
MDEK ${id}a6 303132333435363738393a3b3c3d3e3f
EOF
umask 022

keys="--cpl cpl.xml --clear-keys keys"
sign="--sign $house/chain.pem --sign-key $house/leaf.key"
window="--from 2026-01-31T18:00+01:00 --until +14d"
message_id="--id aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"

# What the test itself says of files, without where they lie.
plain() {
	sed "s|$DATA|DATA|g"
}
