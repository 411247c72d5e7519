# High frame rates at 4K, at the bit rate that DCI recommends.
title = DCI high frame rates, 4K
standing = recommended practice
containers = 4096x2160 3996x2160 4096x1716
mono = 48 50 60
stereo = 48
bit-rate = 500000000
component-bit-rate = 400000000
bit-rate-counts = both-eyes
rsiz = 4
guard-bits = 2
levels = 6
tile-parts = 6
note = DCI High Frame Rates Digital Cinema Recommended Practice (2015), 3: at most 500 Mbit/s
note = No SMPTE level has 4K above 30 a second; ISDCF (2025) reports stereoscopic 4K features at 48 and 450 Mbit/s
note = The practice sets no limit for a component, so 4/5 is taken as at 250 Mbit/s
