//! Compressed input, unpacked as it is read.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::error::{DocumentError, Place};

/// How many times its size an input may unpack to. News packs to a third or a tenth, archives full of repeats
/// to a hundredth; deflate's own limit is 1,032.
const RATIO: u64 = 400;
/// So much may always be unpacked: short files of nothing but repeats harm nobody.
const HARMLESS: u64 = 64 << 20;

/// Whether the input starts as gzip files do.
pub(crate) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b, 0x08])
}

/// A reader of what a gzip file holds, which fails once that grows beyond all measure.
pub(crate) struct Gunzip<R: Read> {
    decoder: MultiGzDecoder<Counted<R>>,
    unpacked: u64,
}

impl<R: Read> Gunzip<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { decoder: MultiGzDecoder::new(Counted { input, count: 0 }), unpacked: 0 }
    }
}

impl<R: Read> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer)?;
        self.unpacked += count as u64;
        if self.unpacked > HARMLESS && self.unpacked / RATIO > self.decoder.get_ref().count {
            return Err(io::Error::other(Bomb));
        }
        Ok(count)
    }
}

struct Counted<R> {
    input: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("unpacks beyond all measure")]
struct Bomb;

/// The error to report where reading an input failed.
pub(crate) fn read_error(source: io::Error, place: &Place) -> DocumentError {
    let place = place.clone();
    match source.get_ref() {
        Some(inner) if inner.is::<Bomb>() => DocumentError::Bomb { place, ratio: RATIO },
        _ => DocumentError::Read { place, source },
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_all_members() {
        let mut both = packed(b"Harrow Point, ");
        both.extend(packed(b"Monday"));
        let mut text = String::new();
        Gunzip::new(both.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "Harrow Point, Monday");
    }

    #[test]
    fn a_bomb_is_defused_early() {
        let bomb = packed(&vec![0; 256 << 20]);
        let mut unpacked = 0;
        let mut reader = Gunzip::new(bomb.as_slice());
        let mut buffer = vec![0; 1 << 16];
        let error = loop {
            match reader.read(&mut buffer) {
                Ok(count) => unpacked += count,
                Err(error) => break error,
            }
            assert!(unpacked < 256 << 20, "nothing stopped it");
        };
        let place = Place { name: "bomb.txt.gz".into(), line: None };
        assert!(matches!(read_error(error, &place), DocumentError::Bomb { .. }));
    }
}
