# An example: 4K at any rate up to 120 a second and eye.
title = Example: 4K 3D 120, 1 Gbit/s each eye
standing = example
containers = 4096x2160 3996x2160 4096x1716
mono = 24 25 30 48 50 60 96 100 120
stereo = 24 25 30 48 50 60 96 100 120
bit-rate = 1000000000
component-bit-rate = 800000000
bit-rate-counts = each-eye
rsiz = 4
guard-bits = 2
levels = 6
tile-parts = 6
note = EXAMPLE: no SMPTE level has 4K above 30 a second, and there is no public CINITY specification
note = 1041666 bytes a frame at 120 a second; two media blocks, one for each eye, are assumed
note = Copy this file and fill in the limits of the theatre's delivery specification
