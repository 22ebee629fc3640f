//! Works on many items over many threads and gives the results in the order of the items, holding few of
//! either at a time.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender};

/// How much may be in work, or finished and waiting for its turn, at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Threads.
    pub(crate) workers: usize,
    /// Items.
    pub(crate) items: usize,
    /// The sum of the items' weights. An item heavier than this goes alone.
    pub(crate) weight: usize,
}

/// Items in work, or done and waiting for their turn, for each worker: enough that a long one does not leave the
/// others idle.
const ITEMS_PER_WORKER: usize = 8;

impl Bounds {
    /// Bounds for so many workers, by default one for each processor core.
    pub(crate) fn of_workers(workers: Option<NonZeroUsize>, weight: usize) -> Self {
        let workers = workers.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Self { workers, items: workers.saturating_mul(ITEMS_PER_WORKER), weight }
    }
}

/// Takes items as the bounds admit them, does `work` on each, and iterates over the results in item order.
///
/// `weigh` says how much memory an item takes, in bytes or whatever unit the bounds are in. A panic in
/// `items` or `work` is passed on to whoever iterates. Dropping the results stops taking items; what is
/// then in work ends by itself.
pub(crate) fn in_order<T, R>(
    items: impl Iterator<Item = T> + Send + 'static,
    weigh: impl Fn(&T) -> usize + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    bounds: Bounds,
) -> InOrder<R>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let gate = Arc::new(Gate::new(bounds));
    let work = Arc::new(work);
    let (to_workers, from_producer) = crossbeam_channel::bounded::<Numbered<T>>(bounds.items);
    let (to_consumer, results) = crossbeam_channel::bounded::<Numbered<thread::Result<R>>>(bounds.items);

    let entrance = Arc::clone(&gate);
    let mut threads = vec![thread::spawn(move || produce(items, weigh, &entrance, &to_workers))];
    threads.extend((0..bounds.workers.max(1)).map(|_| {
        let (items, results, work) = (from_producer.clone(), to_consumer.clone(), Arc::clone(&work));
        thread::spawn(move || {
            for Numbered { number, weight, item } in items {
                let item = catch_unwind(AssertUnwindSafe(|| work(item)));
                if results.send(Numbered { number, weight, item }).is_err() {
                    break;
                }
            }
        })
    }));
    InOrder { results, waiting: BTreeMap::new(), next: 0, gate, threads }
}

struct Numbered<T> {
    number: usize,
    weight: usize,
    item: T,
}

fn produce<T>(
    mut items: impl Iterator<Item = T>,
    weigh: impl Fn(&T) -> usize,
    gate: &Gate,
    to_workers: &Sender<Numbered<T>>,
) {
    let mut number = 0;
    // The place is taken before the item is made, so that no item waits outside the bounds but the one in hand.
    while gate.enter() {
        let Some(item) = items.next() else { return };
        let weight = weigh(&item);
        if !gate.add(weight) || to_workers.send(Numbered { number, weight, item }).is_err() {
            return;
        }
        number += 1;
    }
}

/// The results of [`in_order`].
pub(crate) struct InOrder<R> {
    results: Receiver<Numbered<thread::Result<R>>>,
    /// Results that came before their turn.
    waiting: BTreeMap<usize, (usize, thread::Result<R>)>,
    next: usize,
    gate: Arc<Gate>,
    threads: Vec<JoinHandle<()>>,
}

impl<R> Iterator for InOrder<R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        loop {
            if let Some((weight, result)) = self.waiting.remove(&self.next) {
                self.next += 1;
                self.gate.leave(weight);
                return Some(result.unwrap_or_else(|panic| resume_unwind(panic)));
            }
            match self.results.recv() {
                Ok(Numbered { number, weight, item }) => {
                    self.waiting.insert(number, (weight, item));
                }
                Err(_) => break,
            }
        }
        for thread in self.threads.drain(..) {
            if let Err(panic) = thread.join() {
                resume_unwind(panic);
            }
        }
        None
    }
}

impl<R> Drop for InOrder<R> {
    fn drop(&mut self) {
        self.gate.close();
    }
}

/// Counts what is in work.
struct Gate {
    bounds: Bounds,
    inside: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    items: usize,
    weight: usize,
    closed: bool,
}

impl Gate {
    fn new(bounds: Bounds) -> Self {
        let bounds = Bounds { items: bounds.items.max(1), ..bounds };
        Self { bounds, inside: Mutex::default(), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, full: impl Fn(&Inside) -> bool) -> MutexGuard<'_, Inside> {
        self.changed
            .wait_while(self.lock(), |inside| !inside.closed && full(inside))
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until one item more may be in work. False where the gate has been closed.
    fn enter(&self) -> bool {
        let mut inside = self.wait(|inside| inside.items >= self.bounds.items);
        inside.items += 1;
        !inside.closed
    }

    /// Waits until the item that has entered may add its weight. False where the gate has been closed.
    fn add(&self, weight: usize) -> bool {
        let mut inside = self.wait(|inside| inside.items > 1 && inside.weight + weight > self.bounds.weight);
        inside.weight += weight;
        !inside.closed
    }

    fn leave(&self, weight: usize) {
        let mut inside = self.lock();
        inside.items -= 1;
        inside.weight -= weight;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    const BOUNDS: Bounds = Bounds { workers: 4, items: 6, weight: 100 };

    #[test]
    fn results_come_in_item_order_whatever_the_work_takes() {
        let work = |n: u64| {
            thread::sleep(Duration::from_micros(n * 7919 % 900));
            n * 2
        };
        let results: Vec<u64> = in_order(0..200, |_| 1, work, BOUNDS).collect();
        assert_eq!(results, (0..200).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_than_the_bounds_is_in_work() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let items = (0..60usize).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        // Every item weighs 40, so that two are within the bounds and a third waits in hand.
        let results = in_order(items, |_| 40, |n| n, BOUNDS);
        let mut given = 0;
        for number in results {
            assert_eq!(number, given);
            given += 1;
            thread::sleep(Duration::from_millis(1));
            let held = taken.load(Ordering::SeqCst) - given;
            assert!(held <= 3, "{held} items are held");
        }
        assert_eq!(given, 60);
    }

    #[test]
    fn an_item_over_the_bounds_goes_alone() {
        let results: Vec<usize> = in_order([5, 1000, 7].into_iter(), |&n| n, |n| n, BOUNDS).collect();
        assert_eq!(results, [5, 1000, 7]);
    }

    #[test]
    fn dropping_the_results_stops_taking_items() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let items = (0..).inspect(move |_| {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let mut results = in_order(items, |_| 1, |n: usize| n, BOUNDS);
        assert_eq!(results.next(), Some(0));
        let threads = std::mem::take(&mut results.threads);
        drop(results);
        for thread in threads {
            thread.join().expect("no thread panics");
        }
        assert!(taken.load(Ordering::SeqCst) <= 2 * BOUNDS.items);
    }

    #[test]
    #[should_panic(expected = "work on 3")]
    fn a_panic_in_the_work_is_passed_on() {
        let work = |n| assert!(n != 3, "work on {n}");
        in_order(0..100, |_| 1, work, BOUNDS).for_each(drop);
    }

    #[test]
    #[should_panic(expected = "item 3")]
    fn a_panic_in_the_items_is_passed_on() {
        let items = (0..10).inspect(|&n| assert!(n != 3, "item {n}"));
        in_order(items, |_| 1, |n| n, BOUNDS).for_each(drop);
    }
}
