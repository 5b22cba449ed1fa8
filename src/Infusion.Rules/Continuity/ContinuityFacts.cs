using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Continuity;

/// <summary>A change on a patient's record.</summary>
/// <param name="Change">The change.</param>
/// <param name="Care">The record it stands on; <c>null</c> where one change is looked at alone.</param>
internal readonly record struct RecordedChange(MedicationChange Change, Care? Care = null);

/// <summary>A medicine on a patient's record, present or changed.</summary>
/// <param name="Name">Its name; <c>null</c> when not known.</param>
/// <param name="Care">The record it stands on; <c>null</c> where one medicine is looked at alone.</param>
/// <param name="Code">Its code; <c>null</c> when not known.</param>
/// <param name="Rank">Which of the policy's medicines that are recognised in it, from 0; one entry may name several.</param>
internal readonly record struct RecordedMedicine(StatedName? Name, Care? Care = null, MedicineCode? Code = null, int Rank = 0)
{
    /// <summary>What was written; <c>null</c> when nothing was.</summary>
    public string? Written => (Name, Code) switch
    {
        ({ } name, { } code) => $"{name.Text} ({Shown(code)})",
        ({ } name, null) => name.Text,
        (null, { } code) => Shown(code),
        _ => null,
    };

    private static string Shown(MedicineCode code) => $"{(code.System == MedicineCodeSystem.Rxnorm ? "RxNorm" : "ATC")} {code.Code}";
}

/// <summary>What the continuity rules ask, each fact with the fields it is read from.</summary>
internal static class ContinuityFacts
{
    /// <summary>Whether the managing provider ordered the change.</summary>
    public static Fact<bool> Ordered { get; } =
        Fact.YesNo(
            "continuity.provider-ordered", "a prescriber's order", "Did a prescriber order this change, such as the managing provider?")
            .From(Of(MedicationChange.Fields.ProviderOrdered));

    /// <summary>Whether the change is already made.</summary>
    public static Fact<bool> Made { get; } =
        Fact.YesNo("continuity.already-made", "the change already made", "Has the change been made already?")
            .From(Of(MedicationChange.Fields.AlreadyMade));

    /// <summary>Whether the managing provider was consulted.</summary>
    public static Fact<bool> Consulted { get; } =
        Fact.YesNo(
            "continuity.provider-consulted", "the managing provider consulted", "Was the managing provider outside this clinic consulted?")
            .From(Of(MedicationChange.Fields.ProviderConsulted));

    /// <summary>Whether the patient is in maintenance.</summary>
    public static Fact<bool> Maintenance { get; } =
        Fact.YesNo("continuity.maintenance", "the maintenance stage", "Is the patient in the maintenance stage?")
            .From(Of(MedicationChange.Fields.InMaintenance));

    /// <summary>Whether the clinic has been in touch with the provider.</summary>
    public static Fact<bool> InTouch { get; } =
        Fact.YesNo("continuity.correspondence", "the clinic in touch with the provider", "Has the clinic been in touch with that provider?")
            .From(Of(MedicationChange.Fields.ClinicInTouch));

    /// <summary>The managing provider on file.</summary>
    public static Fact<ProviderOnFile> Provider { get; } =
        Fact.Choice<ProviderOnFile>(
            "continuity.provider-on-file", "the managing provider on file", "Who manages the patient's care outside this clinic?")
            .From(Care.Fields.Provider);

    /// <summary>Whether the change is a pause before an infusion; that a first dose left out is on record says so.</summary>
    public static Fact<bool> Paused { get; } =
        Fact.YesNo(
            "continuity.only-paused", "a pause before an infusion",
            "Is the medicine only paused before an infusion, and taken again afterwards?")
            .From(new Input<RecordedChange, bool?>(
                MedicationChange.Fields.OnlyPaused.Path,
                static change => change.Change.OnlyPaused ?? (change.Change.PausedFrom is null ? null : true))
            { Asks = MedicationChange.Fields.OnlyPaused.Ask });

    private static Input<RecordedChange, Moment?> PausedFrom { get; } = new(
        MedicationChange.Fields.PausedFrom.Path, static change => change.Change.PausedFrom)
    { Asks = MedicationChange.Fields.PausedFrom.Ask };

    private static Input<RecordedChange, Moment?> PausedFor { get; } = new(
        MedicationChange.Fields.PausedFor.Path, static change => change.Change.PausedFor ?? change.Change.NextAppointment)
    { Asks = MedicationChange.Fields.PausedFor.Ask };

    /// <summary>How long before the appointment the pause begins.</summary>
    public static Fact<Duration> PausedBefore { get; } =
        Fact.Elapsed(
            "continuity.paused-before", "time from the first dose left out to the appointment", "When is the first dose that is left out?")
            .FromBothSides().Between(PausedFrom, PausedFor);

    /// <summary>When the pause begins on the clinic's clock, counted from midnight of the appointment's date.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> PausedClock(DateTimeZone zone) =>
        Fact.Clock(
            "continuity.paused-clock", "time of the first dose left out on the clinic's clock",
            "When is the first dose that is left out?")
            .FromBothSides()
            .Between(PausedFor, PausedFrom, (appointment, from) => ForwardClock.EarlierReading(from, appointment, zone)).With(zone.Id);

    /// <summary>Which of the held medicines a change is of.</summary>
    /// <param name="names">What the policy calls the medicines it holds.</param>
    public static Fact<string> HeldMedicine(MedicineNames names) =>
        Fact.Named("continuity.held-medicine", "the medicine", "Which medicine is it?", names.Ids, LabelInteraction.AnyOther)
            .By<RecordedChange, string>(
                change => names.PlaceOfOne(new(change.Change.Medicine)) is >= 0 and var place
                    ? FactValue.Exactly(place)
                    : FactValue.Unknown,
                MedicationChange.Fields.Medicine.In<RecordedChange>(static change => change.Change))
            .Called(names.Names, said => names.PlaceOfOne(new(StatedName.Of(said))));

    private static Input<RecordedMedicine, StatedName?> Name { get; } = new(
        StatedMedicine.Fields.Name.Path, static medicine => medicine.Name);

    private static Input<RecordedMedicine, MedicineCode?> Code { get; } = new(
        StatedMedicine.Fields.Code.Path, static medicine => medicine.Code);

    /// <summary>Which medicine of the policy's interactions it is.</summary>
    /// <param name="names">What the policy calls the medicines it lists.</param>
    public static Fact<string> Medicine(MedicineNames names) =>
        Fact.Named("continuity.medicine", "the medicine", "Which medicine is it?", names.Ids, LabelInteraction.AnyOther)
            .By<RecordedMedicine, string>(
                medicine => names.PlaceOf(medicine) is >= 0 and var place ? FactValue.Exactly(place) : FactValue.Unknown, Name, Code)
            .Called(names.Names, said => names.PlaceOf(new(StatedName.Of(said)))).With(names.Codes);

    /// <summary>Whether a clinician has looked through the list of medicines since it last changed.</summary>
    public static Fact<bool> ListReviewed { get; } =
        Fact.YesNo("continuity.list-reviewed", "the list of medicines reviewed", "Has a clinician reviewed the list of medicines?")
            .By<RecordedMedicine, bool>(
                static medicine => FactValue.Of(IsReviewed(medicine.Care)),
                Care.Fields.MedicinesReviewedBy, Care.Fields.MedicinesReviewedAt);

    /// <summary>Whether a clinician's word on the list stands: until a medicine, or a change to one, is entered or voided.</summary>
    /// <param name="care">The record; <c>null</c> where a medicine is looked at alone.</param>
    public static bool IsReviewed(Care? care)
    {
        if (care is not { MedicinesReviewedBy: not (null or ClinicianRole.Other), MedicinesReviewedAt: { } at })
        {
            return false;
        }

        foreach (StatedMedicine medicine in care.Medicines)
        {
            if (IsLater(medicine.Entry, at))
            {
                return false;
            }
        }

        foreach (MedicationChange change in care.Changes)
        {
            if (IsLater(change.Entry, at))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLater(Entry entry, Instant at) => entry.EnteredAt > at || entry.Voided?.At > at;

    private static Input<RecordedChange, bool?> Of(Input<MedicationChange, bool?> field) =>
        field.In<RecordedChange>(static change => change.Change);
}
