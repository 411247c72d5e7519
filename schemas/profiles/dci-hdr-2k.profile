# High dynamic range at 2K.
title = DCI high dynamic range, 2K
standing = standard
containers = 2048x1080 1998x1080 2048x858
mono = 24 25 30 48 50 60 96 100 120
stereo = 24 25 30 48 50 60
bit-rate = 450000000
component-bit-rate = 360000000
bit-rate-counts = both-eyes
rsiz = 3
guard-bits = 1
levels = 5
tile-parts = 3
note = DCI High Dynamic Range D-Cinema Addendum 1.2 (2023): 450 Mbit/s for all content
note = The rates are those of SMPTE ST 428-1 and ST 428-11; for a component 4/5 is taken as at 250 Mbit/s
