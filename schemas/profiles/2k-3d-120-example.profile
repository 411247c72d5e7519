# An example: 2K at any rate up to 120 a second and eye.
title = Example: 2K 3D 120, 500 Mbit/s
standing = example
containers = 2048x1080 1998x1080 2048x858
mono = 24 25 30 48 50 60 96 100 120
stereo = 24 25 30 48 50 60 96 100 120
bit-rate = 500000000
component-bit-rate = 400000000
bit-rate-counts = both-eyes
rsiz = 3
guard-bits = 1
levels = 5
tile-parts = 3
note = EXAMPLE: no standard has stereoscopic pictures above 60 a second and eye
note = Copy this file and fill in the limits of the theatre's delivery specification
