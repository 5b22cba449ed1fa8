namespace Infusion.Rules.Records;

/// <summary>What a clinician's dated word is about.</summary>
public enum WordAbout
{
    /// <summary>The response is confirmed.</summary>
    ResponseConfirmed,

    /// <summary>The criteria for letting the patient go are met.</summary>
    ReleaseCriteriaMet,

    /// <summary>The list of medicines was reviewed, as it stood then.</summary>
    MedicinesReviewed,

    /// <summary>An infusion that was broken off counts as a session.</summary>
    SessionCounts,

    /// <summary>There is a reason to go on against the recommendation.</summary>
    ReasonToContinue,

    /// <summary>The course has reached maintenance.</summary>
    Maintenance,

    /// <summary>The patient declined to go on.</summary>
    Declined,
}
