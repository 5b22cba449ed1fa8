using System.Text.Json.Serialization;

namespace Infusion.Rules.Verification;

/// <summary>One axis of one decision that differs.</summary>
/// <param name="Decision">The table's id, or the path of a parameter.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Class">The direction.</param>
public readonly record struct ComputedChange(string Decision, ChangeAxis Axis, ChangeClass Class)
{
    /// <summary>The decision as a person names it; of a value its path.</summary>
    [JsonIgnore]
    public string Title => ReportText.TitleOf(Decision);

    /// <summary>Writes the decision, the axis and the direction.</summary>
    /// <returns>"Intake: caution relaxes".</returns>
    public override string ToString() => $"{Title}: {ReportText.Of(Axis, Class)}";
}
