using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>A record as it stood at an instant: what happened, was said, was entered or was voided later does not exist.</summary>
/// <remarks>Appointments stay: they are plan. What carries no time of its own stands at the check it belongs to: what is asked at the
/// appointment is there from then on, and what is asked at the release from the infusion's end on.</remarks>
internal static class RecordAt
{
    /// <summary>The record as it stood at an instant.</summary>
    /// <param name="record">The record with everything that is on it.</param>
    /// <param name="at">The instant.</param>
    /// <param name="dateOf">The clinic-local date of an instant: up to that of this one conditions began and events of the screening
    /// answers happened.</param>
    public static PatientRecord At(this PatientRecord record, Instant at, Func<Instant, LocalDate> dateOf)
    {
        bool isEarlier = at < record.AsOf;
        LocalDate today = dateOf(at);
        PatientRecord known = record with
        {
            AsOf = at,
            Consultation = record.Consultation.At(at, static (entry, its) => entry with { Entry = its }),
            Eligibility = record.Eligibility is { } assessment ? At(assessment, at, today) : null,
            Continuity = record.Continuity is { } care ? At(care, at) : null,
            Visits = record.Visits.At(at, static (visit, its) => visit with { Entry = its }, visit =>
                visit.BookedAt > at && !(visit.Start is { } start && start.Earliest <= at) ? null
                : (visit.Start ?? visit.Appointment) is { } due && dateOf(due.Earliest) > today ? Ahead(At(visit, at, isEarlier), at)
                : At(visit, at, isEarlier)),
            Scores = record.Scores.At(
                at, static (score, its) => score with { Entry = its }, score => Happened(score.At, at) ? score : null),
            Words = record.Words.At(at, static (word, its) => word with { Entry = its }, word => word.At <= at ? word : null),
            Referrals = record.Referrals.At(at, static (referral, its) => referral with { Entry = its }, referral =>
                referral.ScheduledAt > at ? referral with { Booking = FriendBooking.Nothing, ScheduledAt = null } : referral),
        };
        return known.Continuity is { } kept ? known with { Continuity = kept with { Changes = ForNextAppointment(kept, known) } } : known;
    }

    // A medicine is paused for the next appointment, where it is not said for which.
    private static ImmutableArray<MedicationChange> ForNextAppointment(Care care, PatientRecord record) =>
    [
        .. care.Changes.Select(change => change is not { PausedFrom: { } from, PausedFor: null } ? change : change with
        {
            NextAppointment = record.Visits
                .Where(visit => visit is { Entry.Voided: null, CancellationInForce: null, Appointment: { } appointment }
                    && appointment.Earliest >= from.Earliest)
                .Select(static visit => visit.Appointment).OrderBy(static appointment => appointment.GetValueOrDefault().Earliest)
                .FirstOrDefault(),
        }),
    ];

    private static Assessment At(Assessment assessment, Instant at, LocalDate today) => assessment with
    {
        On = assessment.On > today ? null : assessment.On,
        Conditions = assessment.Conditions.At(at, static (condition, its) => condition with { Entry = its }, condition =>
            condition.Onset?.Start > (assessment.On < today ? assessment.On : today) ? null : condition),
        Screens = assessment.Screens?.At(assessment.On < today ? assessment.On.GetValueOrDefault() : today),
        ConditionsCompleteness = Said(assessment.ConditionsCompletenessSaidAt, at) ? assessment.ConditionsCompleteness : default,
        ConditionsCompletenessSaidAt = Before(assessment.ConditionsCompletenessSaidAt, at),
    };

    private static Care At(Care care, Instant at) => care with
    {
        Medicines = care.Medicines.At(at, static (medicine, its) => medicine with { Entry = its }),
        Changes = care.Changes.At(at, static (change, its) => change with { Entry = its }),
        MedicinesCompleteness = Said(care.MedicinesCompletenessSaidAt, at) ? care.MedicinesCompleteness : default,
        MedicinesCompletenessSaidAt = Before(care.MedicinesCompletenessSaidAt, at),
        MedicinesReviewedBy = Said(care.MedicinesReviewedAt, at) ? care.MedicinesReviewedBy : null,
        MedicinesReviewedAt = Before(care.MedicinesReviewedAt, at),
        ChangesCompleteness = Said(care.ChangesCompletenessSaidAt, at) ? care.ChangesCompleteness : default,
        ChangesCompletenessSaidAt = Before(care.ChangesCompletenessSaidAt, at),
    };

    private static Visit At(Visit visit, Instant at, bool isEarlier)
    {
        // What ended had begun: without a start the end says nothing.
        bool isOver = visit.Start is not null && Happened(visit.Start, at) && Happened(visit.End, at);
        Visit known = visit with
        {
            BookedAt = Before(visit.BookedAt, at),
            Arrival = Before(visit.Arrival, at),
            Start = Before(visit.Start, at),
            End = isOver ? visit.End : null,
            IsAborted = visit.IsAborted && isOver,
            CriteriaMet = Happened(visit.CriteriaMetAt, at) ? visit.CriteriaMet : null,
            CriteriaMetBy = Happened(visit.CriteriaMetAt, at) ? visit.CriteriaMetBy : null,
            CriteriaMetAt = Before(visit.CriteriaMetAt, at),
            FellAt = Before(visit.FellAt, at),
            Left = Before(visit.Left, at),
            Intakes = visit.Intakes.At(at, static (intake, its) => intake with { Entry = its }, intake =>
                Happened(intake.At, at) && Happened(intake.NoneSince, at) && Said(intake.NoneSinceSaidAt, at) ? intake : null),
            IntakesCompleteness = Said(visit.IntakesCompletenessSaidAt, at) ? visit.IntakesCompleteness : default,
            IntakesCompletenessSaidAt = Before(visit.IntakesCompletenessSaidAt, at),
            WalksSteadily = Said(visit.WalksSteadilySaidAt, at) ? visit.WalksSteadily : null,
            WalksSteadilySaidAt = Before(visit.WalksSteadilySaidAt, at),
            RideArranged = Said(visit.RideArrangedSaidAt, at) ? visit.RideArranged : null,
            RideArrangedSaidAt = Before(visit.RideArrangedSaidAt, at),
            SideEffects = visit.SideEffects.At(at, static (effect, its) => effect with { Entry = its }, effect =>
                !Happened(effect.PresentAt, at) ? null
                : Happened(effect.SeenAt, at) ? effect
                : effect with { SeenBy = null, SeenAt = null }),
            VitalSigns = visit.VitalSigns.At(at, static (signs, its) => signs with { Entry = its }, signs =>
                Happened(signs.TakenAt, at) ? signs : null),
            Cancellation = visit.Cancellation.At(at, static (entry, its) => entry with { Entry = its }) is { } cancelled
                && Happened(cancelled.At, at) ? cancelled : null,
        };
        return isEarlier ? Undated(known, visit, at) : known;
    }

    // What is said of a fast on a day before the visit's own, and carries no time, is said now and speaks of nothing later.
    private static Visit Ahead(Visit visit, Instant at) => visit with
    {
        IntakesCompletenessSaidAt = visit.IntakesCompletenessSaidAt
            ?? (visit.IntakesCompleteness == ListCompleteness.Complete ? at : null),
        Intakes =
        [
            .. visit.Intakes.Select(intake => intake is { NoneSince: not null, NoneSinceSaidAt: null }
                ? intake with { NoneSinceSaidAt = at } : intake),
        ],
    };

    // What carries no time of its own was not there yet before the check that it belongs to.
    private static Visit Undated(Visit known, Visit visit, Instant at)
    {
        bool isThere = (visit.Arrival ?? visit.Start ?? visit.Appointment) is { } there && there.Earliest <= at;
        bool isEnded = known.End is not null || known.Left is not null;
        return known with
        {
            IntakesCompleteness = isThere || known.IntakesCompletenessSaidAt is not null ? known.IntakesCompleteness : default,
            RideArranged = isThere || known.RideArrangedSaidAt is not null ? known.RideArranged : null,
            RideIsTaxi = isThere ? known.RideIsTaxi : null,
            Accompanied = isThere ? known.Accompanied : null,
            EscortAge = isThere ? known.EscortAge : null,
            EscortStays = isThere ? known.EscortStays : null,
            EscortIsThere = isThere ? known.EscortIsThere : null,
            CriteriaMet = isEnded || known.CriteriaMetAt is not null ? known.CriteriaMet : null,
            CriteriaMetBy = isEnded || known.CriteriaMetAt is not null ? known.CriteriaMetBy : null,
            WalksSteadily = isEnded || known.WalksSteadilySaidAt is not null ? known.WalksSteadily : null,
            DischargeScore = isEnded ? known.DischargeScore : null,
            BloodPressure = isThere ? known.BloodPressure : null,
            Checklist = isThere ? known.Checklist : null,
            Conduct = known.Start is not null ? known.Conduct : null,
            VitalSigns =
            [
                .. known.VitalSigns.Where(signs => signs.TakenAt is not null || signs.Phase switch
                {
                    VisitPhase.During => known.Start is not null,
                    VisitPhase.After => isEnded,
                    _ => isThere,
                }),
            ],
            SideEffects = [.. known.SideEffects.Where(effect => effect.PresentAt is not null || known.Start is not null)],
        };
    }

    private static ImmutableArray<T> At<T>(this ImmutableArray<T> entries, Instant at, Func<T, Entry, T> set, Func<T, T?>? cut = null)
        where T : class, IEntry => entries.IsDefaultOrEmpty
        ? []
        : [.. entries.Select(entry => entry.At(at, set)).OfType<T>().Select(entry => cut is null ? entry : cut(entry)).OfType<T>()];

    // An entry that was made later does not exist, and one that was voided later still counts.
    private static T? At<T>(this T? entry, Instant at, Func<T, Entry, T> set)
        where T : class, IEntry => entry is null || entry.Entry.EnteredAt > at ? null
        : entry.Entry.Voided is { } voided && voided.At > at ? set(entry, entry.Entry with { Voided = null })
        : entry;

    private static bool Happened(Moment? moment, Instant at) => !(moment?.Earliest > at);

    private static Moment? Before(Moment? moment, Instant at) => Happened(moment, at) ? moment : null;

    private static bool Said(Instant? saidAt, Instant at) => !(saidAt > at);

    private static Instant? Before(Instant? saidAt, Instant at) => Said(saidAt, at) ? saidAt : null;
}
