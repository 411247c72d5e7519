# Digital cinema at 4K.
title = DCI 4K
standing = standard
containers = 4096x2160 3996x2160 4096x1716
mono = 24 25 30
stereo = 24 25 30
bit-rate = 250000000
component-bit-rate = 200000000
bit-rate-counts = both-eyes
rsiz = 4
guard-bits = 2
levels = 6
tile-parts = 6
note = DCSS 4.3.3: 1302083 bytes a frame, 1041666 a component of its 2K part, at 24 a second
note = Rates: SMPTE ST 428-1, ST 428-11; coding: ISO/IEC 15444-1 profile 4, SMPTE RDD 52
note = SMPTE RDD 52 allows no stereoscopic 4K
