//! Tables as CSV and as JSON lines.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use serde_json::{Map, Value};

use super::Sink;
use super::table::{Cell, Column};

struct Csv(csv::Writer<File>);

/// A CSV table with a row of names.
pub(super) fn csv(file: File, columns: &[Column]) -> io::Result<Box<dyn Sink>> {
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(columns.iter().map(|column| column.name))?;
    Ok(Box::new(Csv(writer)))
}

impl Sink for Csv {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let text = |cell: &Cell| match cell {
            Cell::Nothing => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Integer(number) => number.to_string(),
            Cell::Real(number) => number.to_string(),
        };
        Ok(self.0.write_record(cells.iter().map(text))?)
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}

struct JsonLines {
    out: BufWriter<File>,
    columns: &'static [Column],
}

/// An object a line.
pub(super) fn json_lines(file: File, columns: &'static [Column]) -> io::Result<Box<dyn Sink>> {
    Ok(Box::new(JsonLines { out: BufWriter::new(file), columns }))
}

impl Sink for JsonLines {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, &object(self.columns, cells))?;
        self.out.write_all(b"\n")
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A row as an object.
pub(super) fn object(columns: &[Column], cells: &[Cell]) -> Value {
    let value = |cell: &Cell| match cell {
        Cell::Nothing => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Integer(number) => Value::from(*number),
        Cell::Real(number) => Value::from(*number),
    };
    let pairs = columns.iter().zip(cells).map(|(column, cell)| (column.name.to_owned(), value(cell)));
    Value::Object(pairs.collect::<Map<_, _>>())
}
