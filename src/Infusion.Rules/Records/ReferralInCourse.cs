namespace Infusion.Rules.Records;

/// <summary>A referral with what came before it; what is <c>null</c> is not known.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record ReferralInCourse
{
    /// <summary>The referral.</summary>
    public Referral Referral { get; init; } = new();

    /// <summary>Whether referrer and referred are one person.</summary>
    public bool? IsSelf { get; init; }

    /// <summary>Whether this is the first referral recorded for that person.</summary>
    public bool? IsFirst { get; init; }

    /// <summary>Whether that person has earned somebody the credit already.</summary>
    public bool? IsCredited { get; init; }

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"referral: friend, scheduled in its course".</returns>
    public override string ToString() => $"{Referral} in its course";
}
