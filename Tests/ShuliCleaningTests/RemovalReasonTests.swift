import Testing

@testable import ShuliCleaning

/// Every phrase that `Removal.reason` can have is a reason that is known by name, so that others can say it their way.
@Suite struct RemovalReasonTests {
    @Test func rulesOfTheListHaveKnownReasons() {
        let rules = BoilerplateRules.standard.rules
        #expect(!rules.isEmpty)
        for rule in rules { #expect(RemovalReason(rawValue: rule.reason) != nil, "\(rule.name): \(rule.reason)") }
    }

    @Test func numbersAreReadBack() throws {
        let (reason, number) = try #require(RemovalReason.reading(RemovalCause.template(12).reason))
        #expect(reason == .template && number == 12)
        #expect(RemovalReason.reading(RemovalCause.model.reason)?.reason == .model)
        #expect(RemovalReason.reading("is 5 of 7") == nil && RemovalReason.reading("") == nil)
    }
}
