# High dynamic range at 4K.
title = DCI high dynamic range, 4K
standing = standard
containers = 4096x2160 3996x2160 4096x1716
mono = 24 25 30 48 50 60
stereo = 24 25 30 48
bit-rate = 450000000
component-bit-rate = 360000000
bit-rate-counts = both-eyes
rsiz = 4
guard-bits = 2
levels = 6
tile-parts = 6
note = DCI High Dynamic Range D-Cinema Addendum 1.2 (2023): 450 Mbit/s for all content
note = Rates above 30 are outside SMPTE ST 428-11; for a component 4/5 is taken as at 250 Mbit/s
