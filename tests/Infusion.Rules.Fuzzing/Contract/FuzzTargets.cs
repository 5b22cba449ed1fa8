namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>Every kind of input the library and its tool read.</summary>
internal static class FuzzTargets
{
    /// <summary>The targets, by name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("accepted", VerificationContract.Accepted),
        new("book", PolicyContract.Book),
        new("changes", VerificationContract.Changes),
        new("csv-cases", CaseContract.Csv),
        new("decision", DecisionContract.Decision),
        new("invariants", InvariantContract.Invariants),
        new("json-cases", CaseContract.Json),
        new("overlay", PolicyContract.Overlay),
        new("policy", PolicyContract.Policy),
        new("record", RecordContract.Record),
        new("texts", TextContract.Texts),
        new("yaml-cases", CaseContract.Yaml),
    ];

    /// <summary>The target of a name.</summary>
    public static FuzzTarget Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException(
            $"There is no target {name}; allowed: {string.Join(", ", All.Select(static target => target.Name))}.", nameof(name));
}
