import ShuliText

/// Logistic regression with squared (L2) regularization by Newton's method, for some hundred weights and many examples.
struct LogisticRegression {
    private let count: Int
    private let regularization: Double
    private var rows: [[(place: Int, value: Double)]] = []
    private var labels: [Bool] = []

    init(count: Int, regularization: Double) {
        (self.count, self.regularization) = (count, regularization)
    }

    mutating func add(_ rows: [[(place: Int, value: Double)]], _ labels: [Bool]) {
        self.rows += rows
        self.labels += labels
    }

    mutating func removeAll() {
        rows.removeAll()
        labels.removeAll()
    }

    static func score(_ row: [(place: Int, value: Double)], _ weights: [Double]) -> Double {
        row.reduce(0) { $0 + weights[$1.place] * $1.value }
    }

    /// The weights with the greatest posterior probability, from a first guess.
    func fit(from start: [Double]) -> [Double] {
        var weights = start
        for _ in 0..<25 {
            var gradient = weights.map { -regularization * $0 }
            var curvature = [Double](repeating: 0, count: count * count)
            for place in 0..<count { curvature[place * count + place] = regularization }
            for (row, label) in zip(rows, labels) {
                let probability = 1 / (1 + Exponential.natural(-Self.score(row, weights)))
                let error = (label ? 1 : 0) - probability
                let slope = probability * (1 - probability)
                for (index, (place, value)) in row.enumerated() {
                    gradient[place] += error * value
                    // The lower half; the places of a row ascend.
                    for (other, otherValue) in row[...index] {
                        curvature[max(place, other) * count + min(place, other)] += slope * value * otherValue
                    }
                }
            }
            let step = Self.solve(curvature, gradient, count)
            // A long step could overshoot: it is shortened so that no weight changes by more than 1.
            let greatest = step.reduce(0) { max($0, abs($1)) }
            for place in 0..<count { weights[place] += step[place] / max(1, greatest) }
            if greatest < 1e-6 { break }
        }
        return weights
    }

    /// Solves a symmetric positive definite system, given by its lower half, by Cholesky's decomposition.
    private static func solve(_ matrix: [Double], _ right: [Double], _ count: Int) -> [Double] {
        var lower = matrix
        for column in 0..<count {
            for row in column..<count {
                var sum = lower[row * count + column]
                for place in 0..<column { sum -= lower[row * count + place] * lower[column * count + place] }
                lower[row * count + column] = row == column ? sum.squareRoot() : sum / lower[column * count + column]
            }
        }
        var solution = right
        for row in 0..<count {
            for place in 0..<row { solution[row] -= lower[row * count + place] * solution[place] }
            solution[row] /= lower[row * count + row]
        }
        for row in (0..<count).reversed() {
            for place in row + 1..<count { solution[row] -= lower[place * count + row] * solution[place] }
            solution[row] /= lower[row * count + row]
        }
        return solution
    }
}
