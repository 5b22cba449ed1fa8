using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 1b: continuity of care, and a change of a medicine (any medicine, not only those for pain).</summary>
public static class ContinuityReference
{
    /// <summary>From least to most cautious (the rulebook gives no order for these; see README.md).</summary>
    public enum Outcome { Supported, ProviderDirected, HeldAsPublished, NeedsCorrespondence, NotPublished, Continue, PotentialDisqualification }

    /// <param name="ProviderOrdered">A managing provider ordered the change.</param>
    /// <param name="AlreadyMade">The patient has already made it.</param>
    /// <param name="ProviderConsulted">A managing provider was consulted; the clinic's own physician is not one.</param>
    /// <param name="InMaintenance">The course is in its maintenance stage.</param>
    /// <param name="IsHeldAsPublished">It is a pause that the clinic itself asks for.</param>
    /// <param name="ClinicCorresponded">The clinic has corresponded with that provider.</param>
    public sealed record Facts(
        bool? ProviderOrdered, bool? AlreadyMade, bool? ProviderConsulted, bool? InMaintenance, bool? ClinicCorresponded,
        bool IsHeldAsPublished = false);

    public sealed record Result(Outcome Outcome, bool ChangedBeforeMaintenance);

    public static Result MedicationChange(Facts facts)
    {
        if (Completions.Known(facts.ProviderOrdered, nameof(facts.ProviderOrdered)))
            return new Result(Outcome.ProviderDirected, false);

        // Following the clinic's own instruction counts against nobody, whoever was asked.
        if (facts.IsHeldAsPublished)
            return new Result(Outcome.HeldAsPublished, false);

        var alreadyMade = Completions.Known(facts.AlreadyMade, nameof(facts.AlreadyMade));
        var consulted = Completions.Known(facts.ProviderConsulted, nameof(facts.ProviderConsulted));
        if (alreadyMade)
        {
            if (!consulted)
                return new Result(Outcome.PotentialDisqualification, false);
        }

        var inMaintenance = Completions.Known(facts.InMaintenance, nameof(facts.InMaintenance));
        if (inMaintenance)
        {
            if (consulted)
            {
                if (Completions.Known(facts.ClinicCorresponded, nameof(facts.ClinicCorresponded)))
                    return new Result(Outcome.Supported, false);

                return new Result(Outcome.NeedsCorrespondence, false);
            }

            return new Result(Outcome.Continue, false);
        }

        // Outside maintenance: made with a provider consulted is Continue with a finding.
        return new Result(Outcome.Continue, alreadyMade);
    }

    public static IReadOnlySet<Outcome> Possible(Facts partial) => Completions.Possible(
        partial,
        f => MedicationChange(f).Outcome,
        f => Completions.Fill(f, f.ProviderOrdered, v => f with { ProviderOrdered = v }),
        f => Completions.Fill(f, f.AlreadyMade, v => f with { AlreadyMade = v }),
        f => Completions.Fill(f, f.ProviderConsulted, v => f with { ProviderConsulted = v }),
        f => Completions.Fill(f, f.InMaintenance, v => f with { InMaintenance = v }),
        f => Completions.Fill(f, f.ClinicCorresponded, v => f with { ClinicCorresponded = v }));

    /// <summary>A label interaction alerts the clinician and leaves what the patient is told as it was.</summary>
    public static (Outcome ToPatient, bool AlertsClinician) WithLabelInteraction(Outcome outcome, bool interaction) =>
        (outcome, interaction);

    /// <summary>Whether a pause is the one that the clinic asks for: it begins within the hold, and not after the appointment.</summary>
    /// <param name="clock">When it begins, counted from midnight of the appointment's date.</param>
    public static bool IsWithin(ReferencePolicy.Hold hold, Duration beforeAppointment, Duration clock)
    {
        if (beforeAppointment < Duration.Zero)
            return false;

        if (hold.Limit.Before is { } window)
            return beforeAppointment <= window;

        return clock >= Duration.FromNanoseconds(hold.Limit.Until!.Value.NanosecondOfDay) - Duration.FromHours(24 * hold.Limit.DaysBefore);
    }

    /// <summary>No managing provider on file is a flag.</summary>
    public static bool NoManagingProviderOnFile(int managingProviders) => managingProviders == 0;
}
