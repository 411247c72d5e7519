# High frame rates at 2K, at the bit rate that DCI recommends.
title = DCI high frame rates, 2K
standing = recommended practice
containers = 2048x1080 1998x1080 2048x858
mono = 48 50 60 96 100 120
stereo = 48 50 60
bit-rate = 500000000
component-bit-rate = 400000000
bit-rate-counts = both-eyes
rsiz = 3
guard-bits = 1
levels = 5
tile-parts = 3
note = DCI High Frame Rates Digital Cinema Recommended Practice (2015), 3: at most 500 Mbit/s
note = The rates are those of SMPTE ST 428-11; the practice sets no limit for a component, so 4/5 is taken as at 250 Mbit/s
note = ISDCF (2019): media blocks in the field manage 400 to 450 Mbit/s
