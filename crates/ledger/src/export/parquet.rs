//! Tables as Apache Parquet.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::Sink;
use super::table::{Cell, Column, Kind};

/// Rows that are held and written together.
const GROUP: usize = 8192;

struct Parquet {
    writer: SerializedFileWriter<File>,
    columns: &'static [Column],
    held: Vec<Vec<Cell>>,
}

/// A file whose columns may all be missing in a row.
pub(super) fn file(file: File, columns: &'static [Column]) -> io::Result<Box<dyn Sink>> {
    let column = |column: &Column| match column.kind {
        Kind::Text => format!("optional binary {} (UTF8);", column.name),
        Kind::Integer => format!("optional int64 {};", column.name),
        Kind::Real => format!("optional double {};", column.name),
    };
    let schema = format!("message row {{ {} }}", columns.iter().map(column).collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).map_err(failed)?);
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let writer = SerializedFileWriter::new(file, schema, properties).map_err(failed)?;
    Ok(Box::new(Parquet { writer, columns, held: Vec::new() }))
}

impl Parquet {
    fn write(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.held);
        let mut group = self.writer.next_row_group()?;
        for (at, column) in self.columns.iter().enumerate() {
            let cells = || rows.iter().map(|row| &row[at]);
            match column.kind {
                Kind::Text => write_column::<ByteArrayType>(&mut group, cells(), |cell| match cell {
                    Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                    _ => None,
                })?,
                Kind::Integer => write_column::<Int64Type>(&mut group, cells(), |cell| match cell {
                    Cell::Integer(number) => Some(*number),
                    _ => None,
                })?,
                Kind::Real => write_column::<DoubleType>(&mut group, cells(), |cell| match cell {
                    Cell::Real(number) => Some(*number),
                    _ => None,
                })?,
            }
        }
        group.close()?;
        Ok(())
    }
}

fn write_column<'c, T: DataType>(
    group: &mut SerializedRowGroupWriter<File>,
    cells: impl Iterator<Item = &'c Cell>,
    value: impl Fn(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let values: Vec<Option<T::T>> = cells.map(value).collect();
    // 1 where there is a value.
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&values, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

impl Sink for Parquet {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        self.held.push(cells.to_vec());
        if self.held.len() == GROUP { self.write().map_err(failed) } else { Ok(()) }
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if !self.held.is_empty() {
            self.write().map_err(failed)?;
        }
        self.writer.close().map(drop).map_err(failed)
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
