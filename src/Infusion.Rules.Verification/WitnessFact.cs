namespace Infusion.Rules.Verification;

/// <summary>A fact of a witness: its value as each version reads it.</summary>
public sealed class WitnessFact
{
    /// <summary>The fact's id.</summary>
    public required string Id { get; init; }

    /// <summary>The fact as a noun phrase.</summary>
    public required string Name { get; init; }

    /// <summary>The value as the old version reads it, as text.</summary>
    public required string Before { get; init; }

    /// <summary>The value as the new version reads it, as text.</summary>
    public required string After { get; init; }

    /// <summary>The name that a record has for it, where the versions may read a name as different values; otherwise <c>null</c>.</summary>
    public string? Said { get; init; }

    /// <summary>The lowest code for the old version; <c>null</c> when that version lacks the fact.</summary>
    public long? BeforeLow { get; init; }

    /// <summary>The highest code for the old version, inclusive.</summary>
    public long? BeforeHigh { get; init; }

    /// <summary>The lowest code for the new version; <c>null</c> when that version lacks the fact.</summary>
    public long? AfterLow { get; init; }

    /// <summary>The highest code for the new version, inclusive.</summary>
    public long? AfterHigh { get; init; }

    /// <summary>A fact that one version has.</summary>
    internal static WitnessFact Shown(string id, string name, string value) =>
        new() { Id = id, Name = name, Before = value, After = value };

    /// <summary>Writes the fact and its value.</summary>
    /// <returns>"what was taken: clear-liquid", or both values where the versions differ.</returns>
    public override string ToString() => Before == After ? $"{Name}: {After}" : $"{Name}: {After} (before: {Before})";
}
