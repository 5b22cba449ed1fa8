namespace Infusion.Rules.Verification;

/// <summary>A change that its author declares, to be held against what is computed.</summary>
/// <param name="Decision">The table's id, or the path of a parameter.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Class">The declared direction.</param>
/// <param name="Reason">Why the change is made; not empty.</param>
public sealed record DeclaredChange(string Decision, ChangeAxis Axis, ChangeClass Class, string Reason)
{
    /// <summary>Writes the decision, the axis and the direction.</summary>
    /// <returns>"fasting.intake: caution relaxes".</returns>
    public override string ToString() => $"{Decision}: {ReportText.Of(Axis, Class)}";
}
