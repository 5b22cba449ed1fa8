namespace Infusion.Rules.Continuity;

/// <summary>What is reported beside an answer about medicines and providers, and changes nothing in it.</summary>
public enum ContinuityFinding
{
    /// <summary>A change was made with a provider consulted, before the maintenance stage.</summary>
    ChangedBeforeMaintenance,

    /// <summary>No managing provider outside this clinic is on file (R61).</summary>
    NoManagingProvider,

    /// <summary>A label names an interaction. It is told to the clinician alone; to the patient the answer stays as it is (R64).</summary>
    ClinicianAlert,

    /// <summary>A medicine is none that the policy's interactions name, so nothing is said of it; a clinician reviews the list. One that is
    /// only nearly called like one of them is among these, beside what was probably meant.</summary>
    NotRecognised,

    /// <summary>A hold that its prescriber decides on was kept, and no prescriber is on record as asked; a clinician looks at it.</summary>
    PrescriberNotAsked,

    /// <summary>What is reported of medicines and providers is not published: the policy names no interactions, so nothing is said of a
    /// medicine, and that is not "no interaction".</summary>
    NotPublished,

    /// <summary>A medicine is none that the policy's interactions name, and a clinician has reviewed the list since it last changed.
    /// Nothing is said of it, and that is not "no interaction".</summary>
    ReviewedByClinician,
}
