//! Where on a page of a PDF text is written (ISO 32000-2, 8.3.4 and 9.4.2). Takes operators in their
//! order; tells whether a text stands on the line of the one before it, however it was put there:
//! browsers begin anew for every digit in a cell.

use lopdf::Object;

/// Two lengths, of a vector or to a place.
type Vector = [f32; 2];

/// The six numbers of a matrix: what becomes of a step to the right and of a step up, and where the
/// origin goes.
#[derive(Clone, Copy)]
struct Matrix {
    right: Vector,
    up: Vector,
    origin: Vector,
}

impl Matrix {
    const NONE: Self = Self { right: [1.0, 0.0], up: [0.0, 1.0], origin: [0.0, 0.0] };

    fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = operands.iter().filter_map(|one| one.as_float().ok()).collect();
        let [right_x, right_y, up_x, up_y, x, y] = numbers.try_into().ok()?;
        Some(Self { right: [right_x, right_y], up: [up_x, up_y], origin: [x, y] })
    }

    /// A vector as it is behind the matrix.
    fn turned(self, [x, y]: Vector) -> Vector {
        [0, 1].map(|axis| x * self.right[axis] + y * self.up[axis])
    }

    /// The matrix that works before `outer`.
    fn within(self, outer: Self) -> Self {
        let origin = outer.turned(self.origin);
        Self {
            right: outer.turned(self.right),
            up: outer.turned(self.up),
            origin: [0, 1].map(|axis| origin[axis] + outer.origin[axis]),
        }
    }
}

/// A text that was written: where it begins, in what direction it goes, how high its letters are.
#[derive(Clone, Copy)]
struct Spot {
    at: Vector,
    direction: Vector,
    height: f32,
}

/// What writes.
pub(super) struct Pen {
    saved: Vec<Matrix>,
    page: Matrix,
    line: Matrix,
    size: f32,
    leading: f32,
    last: Option<Spot>,
}

impl Pen {
    pub(super) fn new() -> Self {
        Self {
            saved: Vec::new(),
            page: Matrix::NONE,
            line: Matrix::NONE,
            size: 1.0,
            leading: 0.0,
            last: None,
        }
    }

    /// Follows an operator.
    pub(super) fn follow(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(|one| one.as_float().ok());
        match operator {
            "q" => self.saved.push(self.page),
            "Q" => self.page = self.saved.pop().unwrap_or(self.page),
            "cm" => self.page = Matrix::of(operands).unwrap_or(Matrix::NONE).within(self.page),
            "BT" => self.line = Matrix::NONE,
            "Tm" => self.line = Matrix::of(operands).unwrap_or(self.line),
            "Tf" => self.size = number(1).unwrap_or(self.size),
            "TL" => self.leading = number(0).unwrap_or_default(),
            "TD" => {
                self.leading = -number(1).unwrap_or_default();
                self.go(number(0), number(1));
            }
            "Td" => self.go(number(0), number(1)),
            "T*" | "'" | "\"" => self.go(None, Some(-self.leading)),
            _ => {}
        }
    }

    fn go(&mut self, x: Option<f32>, y: Option<f32>) {
        let origin = [x.unwrap_or_default(), y.unwrap_or_default()];
        self.line = Matrix { origin, ..Matrix::NONE }.within(self.line);
    }

    /// Writes a text here. Tells whether the one before it stands on the same line.
    pub(super) fn write(&mut self) -> bool {
        /// Of the height of letters; of a page's units, where that is not known.
        const STEP: f32 = 0.5;
        const LEAST: f32 = 1.0;
        let place = self.line.within(self.page);
        let height = self.size * place.up[0].hypot(place.up[1]);
        let spot = Spot { at: place.origin, direction: place.right, height };
        self.last.replace(spot).is_some_and(|last| {
            let [right, up] = [0, 1].map(|axis| spot.at[axis] - last.at[axis]);
            let [along, across] = last.direction;
            let step = (right * across - up * along).abs() / along.hypot(across);
            step <= (last.height.abs() * STEP).max(LEAST)
        })
    }
}
