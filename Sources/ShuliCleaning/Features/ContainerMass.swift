import ShuliText

/// The amount of prose in each container of a page, including the containers inside it.
struct ContainerMass {
    // Each array is indexed by container number.
    let prose: [Int]
    let content: [Int]
    let linked: [Int]
    let blocks: [Int]
    let parents: [Int]
    /// The number of siblings of the same kind, itself included.
    let twins: [Int]
    /// The sum of the prose of these siblings.
    let twinProse: [Int]
    /// The container with the most siblings of its kind among each one and those around it; the innermost of several.
    let mostTwins: [Int]
    /// The number of steps from each up to the innermost one with most of the page's prose; −1 where that does not enclose it.
    let stepsToDensest: [Int]

    init(_ lines: [AssessedBlock], _ document: BlockDocument) {
        let parents = document.parents
        var prose = [Int](repeating: 0, count: parents.count)
        var content = prose
        var linked = prose
        var blocks = prose
        for line in lines {
            let container = line.block.container
            prose[container] += line.prose
            content[container] += line.shape.content
            linked[container] += line.block.linkedCharacters
            blocks[container] += 1
        }
        // A container's number is greater than its parent's.
        for container in parents.indices.dropFirst().reversed() {
            let parent = parents[container]
            prose[parent] += prose[container]
            content[parent] += content[container]
            linked[parent] += linked[container]
            blocks[parent] += blocks[container]
        }
        var kinds = KeyIndex(expected: parents.count)
        let numbers = parents.indices.map { container in
            kinds.insert(UInt64(parents[container]) << 32 | UInt64(document.kinds[container]))
        }
        var groups = [(count: Int, prose: Int)](repeating: (0, 0), count: kinds.count)
        for container in parents.indices where blocks[container] > 0 {
            groups[numbers[container]].count += 1
            groups[numbers[container]].prose += prose[container]
        }
        let twins = numbers.map { groups[$0].count }
        twinProse = numbers.map { groups[$0].prose }
        // 60 % is chosen by hand; the trees were trained with it.
        let most = prose[0] * 6 / 10
        let densest = prose.indices.last { prose[$0] > most } ?? 0
        // From the outside in. Container 0 is the page, which has no siblings.
        var mostTwins = [Int](repeating: 0, count: parents.count)
        var steps = [Int](repeating: densest == 0 ? 0 : -1, count: parents.count)
        for container in parents.indices.dropFirst() {
            let around = mostTwins[parents[container]]
            mostTwins[container] = around != 0 && twins[around] > twins[container] ? around : container
            let outside = steps[parents[container]]
            steps[container] = container == densest ? 0 : outside < 0 ? -1 : outside + 1
        }
        (self.twins, self.mostTwins, stepsToDensest) = (twins, mostTwins, steps)
        (self.prose, self.content, self.linked, self.blocks, self.parents) = (prose, content, linked, blocks, parents)
    }
}
