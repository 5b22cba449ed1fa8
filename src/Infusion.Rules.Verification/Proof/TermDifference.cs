namespace Infusion.Rules.Verification.Proof;

/// <summary>How one term differs.</summary>
/// <param name="Id">The term's id.</param>
/// <param name="Axis">Schedule, or patient cost for amounts.</param>
/// <param name="Direction">Later or dearer tightens, earlier or cheaper relaxes.</param>
/// <param name="Says">The difference as a sentence.</param>
internal sealed record TermDifference(string Id, ChangeAxis Axis, Direction Direction, string Says);
