namespace Infusion.Rules.Verification;

/// <summary>A case in which one comparison alone decides whether a rule applies: with it turned round, the rule would turn.</summary>
/// <remarks>This is masking MC/DC (modified condition / decision coverage), a comparison at a time.</remarks>
public sealed class McdcObligation
{
    /// <summary>The table's id.</summary>
    public required string Table { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>The comparison, with the fact's id.</summary>
    public required string Comparison { get; init; }

    /// <summary>Whether the comparison holds there.</summary>
    public required bool IsTrue { get; init; }

    /// <summary>Whether some case shows it.</summary>
    public required bool IsMet { get; init; }

    /// <summary>Writes the rule, the comparison and whether it holds.</summary>
    /// <returns>"fasting.solids: fasting.elapsed &lt; 4 h alone decides, and holds".</returns>
    public override string ToString() => $"{Rule}: {Comparison} alone decides, and {(IsTrue ? "holds" : "does not hold")}";
}
