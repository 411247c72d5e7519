# Digital cinema at 2K.
title = DCI 2K
standing = standard
containers = 2048x1080 1998x1080 2048x858
mono = 24 25 30 48 50 60 96 100 120
stereo = 24 25 30 48 50 60
bit-rate = 250000000
component-bit-rate = 200000000
bit-rate-counts = both-eyes
rsiz = 3
guard-bits = 1
levels = 5
tile-parts = 3
note = DCSS 4.3.3: 1302083 bytes a frame, 1041666 a component, at 24 a second
note = Rates: SMPTE ST 428-1, ST 428-11; coding: ISO/IEC 15444-1 profile 3, SMPTE RDD 52
