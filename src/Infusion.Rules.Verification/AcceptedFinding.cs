namespace Infusion.Rules.Verification;

/// <summary>A finding that somebody reviewed and justified.</summary>
/// <param name="Code">The check.</param>
/// <param name="Table">The table's id.</param>
/// <param name="Subject">The rule, fact or constraint; a fact's constant as "fact at value".</param>
/// <param name="Reason">Why it stands; not empty.</param>
public sealed record AcceptedFinding(CheckCode Code, string Table, string Subject, string Reason)
{
    /// <summary>Writes the check, the subject and the reason.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{CheckCodes.IdOf(Code)} {Table} {Subject}: {Reason}";
}
