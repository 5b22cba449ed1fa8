using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>How one table changed on one axis.</summary>
public sealed class AxisDiff
{
    /// <summary>The axis.</summary>
    public required ChangeAxis Axis { get; init; }

    /// <summary>The direction.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>What differs, one sentence each; empty when nothing does.</summary>
    public ImmutableArray<string> Reasons { get => field.OrEmpty(); init; }

    /// <summary>The axis and the direction, and of what may change what that means.</summary>
    [JsonIgnore]
    public string Says => Class == ChangeClass.MayChange ? $"{this}: {ReportText.Possible}" : ToString();

    /// <summary>Writes the axis and the direction.</summary>
    /// <returns>"caution relaxes".</returns>
    public override string ToString() => ReportText.Of(Axis, Class);
}
