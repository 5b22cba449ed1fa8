namespace Infusion.Rules.Fees;

/// <summary>Whether the next visit is paid in advance after a missed one, from the least to the most cautious.</summary>
/// <remarks>It is information beside the fee and no charge: what a visit costs does not change.</remarks>
public enum PrepaymentOutcome
{
    /// <summary>The clinic does not ask for it: the appointment was no miss, or the patient missed fewer than it lets pass.</summary>
    NotRequired,

    /// <summary>The clinic asks for the price of the next visit in advance.</summary>
    Required,

    /// <summary>Whether it does is not published.</summary>
    NotPublished,
}
