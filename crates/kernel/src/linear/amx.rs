//! AMX: `tdpbusd` adds products of a tile of 16 rows by 64 bytes with a tile of 64 weights by 16 outputs.
//!
//! By inline assembly, as Rust's intrinsics for it are not stable. Linux lets a process use the tiles once it has
//! asked (Linux kernel documentation, "Using XSTATE features in user space applications").
#![allow(unsafe_code, reason = "instructions and a system call that only assembly reaches")]

use std::arch::asm;

use super::{Block, Linear, PANEL};
use crate::processor::Path;
use crate::quantize::{QuantizedRows, ROW_TILE};

/// Two tiles by two: 32 rows by 32 outputs. Four of the eight tiles hold sums.
const ROWS: usize = ROW_TILE;
const PANELS: usize = 2;
const SUMS: usize = ROWS * PANELS * PANEL;

/// Whether the processor has tiles of bytes and the system has let this process use them.
pub(crate) fn is_granted() -> bool {
    has_tiles() && ask_for_tiles()
}

/// Whether the processor says it has AMX for bytes, and the system that it keeps the tiles.
fn has_tiles() -> bool {
    use std::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
    const OSXSAVE: u32 = 1 << 27;
    const AMX_TILE_AND_INT8: u32 = 0b11 << 24;
    const TILE_CONFIGURATION_AND_DATA: u64 = 0b11 << 17;

    #[target_feature(enable = "xsave")]
    fn kept_state() -> u64 {
        // SAFETY: the processor has the instruction, as it has XSAVE.
        unsafe { _xgetbv(0) }
    }
    if __cpuid(0).eax < 7 || __cpuid(1).ecx & OSXSAVE == 0 {
        return false;
    }
    // SAFETY: the system has turned XSAVE on, as OSXSAVE says.
    let kept = unsafe { kept_state() };
    __cpuid_count(7, 0).edx & AMX_TILE_AND_INT8 == AMX_TILE_AND_INT8
        && kept & TILE_CONFIGURATION_AND_DATA == TILE_CONFIGURATION_AND_DATA
}

/// Asks the system for the tiles' state, for all threads of the process. Asking twice does no harm.
#[cfg(target_os = "linux")]
fn ask_for_tiles() -> bool {
    const ARCH_PRCTL: i64 = 158;
    const ARCH_REQ_XCOMP_PERM: u64 = 0x1023;
    const XFEATURE_XTILEDATA: u64 = 18;
    let result: i64;
    // SAFETY: the call reads and writes no memory of ours; the registers that system calls change are named.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") ARCH_PRCTL => result,
            in("rdi") ARCH_REQ_XCOMP_PERM,
            in("rsi") XFEATURE_XTILEDATA,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    result == 0
}

#[cfg(not(target_os = "linux"))]
fn ask_for_tiles() -> bool {
    false
}

pub(super) fn apply(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    assert!(Path::Amx.is_available());
    // SAFETY: the path is available, and with it AVX-512.
    unsafe { apply_tiles(linear, rows, out) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn apply_tiles(linear: &Linear, rows: &QuantizedRows, out: &mut [f32]) {
    // SAFETY: the path is available only where the tiles are granted.
    let tiles = unsafe { Tiles::configure() };
    // The tiles work on by themselves: the sums before are finished while the next ones come.
    let (mut next, mut ready) = (&mut Sums([0; SUMS]), &mut Sums([0; SUMS]));
    let mut before = None;
    for tile in linear.tiles(rows.rows(), ROWS, PANELS) {
        tiles.multiply(rows.tile(tile.row, ROWS), linear.weights(tile), next);
        if let Some(before) = before.replace(tile) {
            linear.finish(&ready.0, before, rows.scales(), out);
        }
        std::mem::swap(&mut next, &mut ready);
    }
    if let Some(before) = before {
        linear.finish(&ready.0, before, rows.scales(), out);
    }
}

/// `[ROWS][PANELS][PANEL]`
#[repr(C, align(64))]
struct Sums([i32; SUMS]);

/// As `ldtilecfg` reads it.
#[repr(C, align(64))]
struct Configuration {
    palette: u8,
    start_row: u8,
    reserved: [u8; 14],
    column_bytes: [u16; 16],
    rows: [u8; 16],
}

/// All eight tiles: 16 rows of 64 bytes.
static CONFIGURATION: Configuration = Configuration {
    palette: 1,
    start_row: 0,
    reserved: [0; 14],
    column_bytes: [64, 64, 64, 64, 64, 64, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0],
    rows: [16, 16, 16, 16, 16, 16, 16, 16, 0, 0, 0, 0, 0, 0, 0, 0],
};

/// This thread's tiles, configured until dropped. Nothing else in the program uses tiles.
struct Tiles {
    /// The configuration is the thread's own: not to be sent to another.
    of_this_thread: std::marker::PhantomData<*const ()>,
}

impl Tiles {
    /// # Safety
    ///
    /// Only where [`is_granted`].
    unsafe fn configure() -> Tiles {
        // SAFETY: the caller vouches for the instruction; the configuration is valid and lives for ever.
        unsafe {
            asm!("ldtilecfg [{}]", in(reg) &raw const CONFIGURATION, options(nostack, readonly, preserves_flags))
        };
        Tiles { of_this_thread: std::marker::PhantomData }
    }

    /// Makes `sums` those of products of `rows`, `[ROWS][inputs / 64]` blocks, with `panels`, `[PANELS][inputs / 4]`
    /// blocks.
    #[inline]
    fn multiply(&self, rows: &[Block<u8>], panels: &[Block<i8>], sums: &mut Sums) {
        let columns = rows.len() / ROWS;
        assert!(columns > 0 && rows.len() == ROWS * columns && panels.len() == PANELS * columns * 16);
        let (top, left) = (rows.as_ptr(), panels.as_ptr());
        // SAFETY: the tiles are configured as long as `self` lives. A load from `rows` reads 16 rows of 64 bytes, each
        // `columns` blocks after the other; one from `panels` 16 blocks in a row; both step one tile further `columns`
        // times, which the lengths just checked allow. The four stores cover `sums`, rows of 128 bytes.
        unsafe {
            let (bottom, right) = (top.add(columns * 16), left.add(columns * 16));
            asm!(
                "tilezero tmm0",
                "tilezero tmm1",
                "tilezero tmm2",
                "tilezero tmm3",
                "2:",
                "tileloadd tmm4, [{top} + {stride}]",
                "tileloadd tmm6, [{left} + {line}]",
                "tileloadd tmm7, [{right} + {line}]",
                "tileloadd tmm5, [{bottom} + {stride}]",
                "tdpbusd tmm0, tmm4, tmm6",
                "tdpbusd tmm1, tmm4, tmm7",
                "tdpbusd tmm2, tmm5, tmm6",
                "tdpbusd tmm3, tmm5, tmm7",
                "add {top}, 64",
                "add {bottom}, 64",
                "add {left}, 1024",
                "add {right}, 1024",
                "dec {columns}",
                "jnz 2b",
                "tilestored [{sums} + {wide}], tmm0",
                "tilestored [{sums} + {wide} + 64], tmm1",
                "tilestored [{sums} + {wide} + 2048], tmm2",
                "tilestored [{sums} + {wide} + 2112], tmm3",
                top = inout(reg) top => _,
                bottom = inout(reg) bottom => _,
                left = inout(reg) left => _,
                right = inout(reg) right => _,
                columns = inout(reg) columns => _,
                stride = in(reg) columns * 64,
                line = in(reg) 64_usize,
                wide = in(reg) 128_usize,
                sums = in(reg) sums.0.as_mut_ptr(),
                out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
                out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
                options(nostack),
            );
        }
    }
}

impl Drop for Tiles {
    fn drop(&mut self) {
        // SAFETY: the tiles were configured, and nobody holds anything in them. Tiles left in use would make each
        // switch of threads save and restore eight kilobytes.
        unsafe { asm!("tilerelease", options(nomem, nostack, preserves_flags)) };
    }
}
