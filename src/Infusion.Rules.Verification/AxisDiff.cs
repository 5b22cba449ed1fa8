using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>How one table changed on one axis.</summary>
public sealed class AxisDiff
{
    /// <summary>The axis.</summary>
    public required ChangeAxis Axis { get; init; }

    /// <summary>The direction.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>What differs, one sentence each; empty when nothing does.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Writes the axis and the direction.</summary>
    /// <returns>"Caution relaxes".</returns>
    public override string ToString() => ReportText.Of(Axis, Class);
}
