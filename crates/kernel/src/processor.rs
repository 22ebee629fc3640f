//! What the processor at hand can do, found out once.

use std::sync::OnceLock;

/// A way to compute a linear layer. Each one implies those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(not(target_arch = "x86_64"), allow(dead_code, reason = "the other paths are of this architecture"))]
pub(crate) enum Path {
    /// Plain safe Rust: any processor.
    Scalar,
    /// 256-bit integer products in two steps.
    Avx2,
    /// 512-bit dot products of bytes.
    Vnni,
    /// Products of whole tiles of bytes.
    Amx,
}

impl Path {
    /// The fastest path of this processor.
    pub(crate) fn best() -> Path {
        static BEST: OnceLock<Path> = OnceLock::new();
        *BEST.get_or_init(detect)
    }

    /// Whether this processor can take this path.
    pub(crate) fn is_available(self) -> bool {
        self <= Path::best()
    }
}

#[cfg(target_arch = "x86_64")]
fn detect() -> Path {
    if !(is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma")) {
        return Path::Scalar;
    }
    let vnni = is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni");
    if !vnni {
        return Path::Avx2;
    }
    if crate::linear::amx::is_granted() { Path::Amx } else { Path::Vnni }
}

#[cfg(not(target_arch = "x86_64"))]
fn detect() -> Path {
    Path::Scalar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_implies_those_before_it() {
        assert!(Path::Scalar.is_available());
        let paths = [Path::Scalar, Path::Avx2, Path::Vnni, Path::Amx];
        let available = paths.map(Path::is_available);
        assert!(available.is_sorted_by(|a, b| a >= b), "{available:?}");
        assert_eq!(available.iter().filter(|&&is| is).count(), Path::best() as usize + 1);
    }
}
