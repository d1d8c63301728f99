//! Random numbers from a seed (xorshift64*): every run makes and measures the same.

pub struct Chance(u64);

impl Chance {
    /// The seed must not be 0.
    pub fn new(seed: u64) -> Chance {
        Chance(seed.max(1))
    }

    /// Below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or(0) % limit.max(1)
    }
}
