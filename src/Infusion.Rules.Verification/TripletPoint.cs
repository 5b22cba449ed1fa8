namespace Infusion.Rules.Verification;

/// <summary>One of the three values around a boundary, with what each version says of it.</summary>
public sealed class TripletPoint
{
    /// <summary>The value as a code of the fact.</summary>
    public required long Code { get; init; }

    /// <summary>The value as text.</summary>
    public required string Value { get; init; }

    /// <summary>What the old version says.</summary>
    public required string Before { get; init; }

    /// <summary>What the new version says.</summary>
    public required string After { get; init; }

    /// <summary>Writes the value and both answers.</summary>
    /// <returns>"2 h: Compliant, Compliant".</returns>
    public override string ToString() => $"{Value}: {Before}, {After}";
}
