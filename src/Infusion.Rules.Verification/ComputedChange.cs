namespace Infusion.Rules.Verification;

/// <summary>One axis of one decision that differs.</summary>
/// <param name="Decision">The table's id, or the path of a parameter.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Class">The direction.</param>
public readonly record struct ComputedChange(string Decision, ChangeAxis Axis, ChangeClass Class)
{
    /// <summary>Writes the decision, the axis and the direction.</summary>
    /// <returns>"fasting.intake: caution relaxes".</returns>
    public override string ToString() => $"{Decision}: {ReportText.Of(Axis, Class)}";
}
