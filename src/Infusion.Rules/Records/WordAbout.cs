namespace Infusion.Rules.Records;

/// <summary>What a clinician's dated word is about.</summary>
public enum WordAbout
{
    /// <summary>The response is confirmed.</summary>
    ResponseConfirmed,

    /// <summary>An infusion of less than half its planned length counts as a session. One that does not is recorded as broken
    /// off.</summary>
    SessionCounts,

    /// <summary>There is a reason to go on against the recommendation.</summary>
    ReasonToContinue,

    /// <summary>The course has reached maintenance.</summary>
    Maintenance,

    /// <summary>The patient declined to go on.</summary>
    Declined,
}
