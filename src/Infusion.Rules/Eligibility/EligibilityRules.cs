using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>The clinic's rules about the consultation, who is a candidate, and when an infusion can be booked.</summary>
/// <remarks>
/// <para>The library computes flags; the physician decides, and that verdict wins (R11). An unlisted condition is looked at by a clinician and
/// is not ineligible (R08). One listed condition is enough.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class EligibilityRules
{
    private const int ConditionFactCount = 3;
    private const int CandidacyOwnFacts = 4;
    internal const int MostFacts = 68;

    private readonly NameIndex _byName;
    private readonly ImmutableArray<int> _candidacyScreens;
    private readonly ImmutableArray<int> _findingScreens;

    /// <summary>Builds the rules of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="medicationChange">The continuity room's table about medication changes, which bookings warn of.</param>
    /// <param name="version">The policy version decisions name.</param>
    internal EligibilityRules(EligibilityPolicy policy, DecisionTable medicationChange, PolicyVersion version)
    {
        (Policy, Version) = (policy, version);
        _byName = NamesOf(policy);
        _candidacyScreens = Places(policy, effect => effect is not ScreenEffect.Inform);
        _findingScreens = Places(policy, effect => effect is not ScreenEffect.ClinicianReview);
        ConditionFact = Fact.Named("eligibility.condition", "the condition", "Which condition is it?",
            [.. policy.Conditions.Select(condition => condition.Id), ListedCondition.Unlisted], ListedCondition.Unlisted);
        ConditionTable = BuildConditionTable();
        _indication = Fact.Linked("eligibility.listed-condition", "the stated condition", "Which conditions does the patient have?", ConditionTable);
        CandidacyTable = BuildCandidacyTable();
        FindingsTable = BuildFindingsTable();
        SectionsTable = BuildSectionsTable();
        CallTable = BuildCallTable();
        _candidacy = Fact.Linked("consultation.candidacy", "the standing of the patient", "Is the patient a candidate?", CandidacyTable);
        _medicationChange = Fact.Linked("consultation.medication-change", "medication changes", "Was a medicine changed, and who was asked?", medicationChange);
        BookingTable = BuildBookingTable();
        WarningsTable = BuildWarningsTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public EligibilityPolicy Policy { get; }

    /// <summary>The table that judges one stated condition.</summary>
    public DecisionTable ConditionTable { get; }

    /// <summary>The table that says where a patient stands.</summary>
    public DecisionTable CandidacyTable { get; }

    /// <summary>The table of what is reported beside it.</summary>
    public DecisionTable FindingsTable { get; }

    /// <summary>The table that says whether a verdict can be recorded.</summary>
    public DecisionTable SectionsTable { get; }

    /// <summary>The table of what the consultation costs.</summary>
    public DecisionTable CallTable { get; }

    /// <summary>The table that says whether an infusion can be booked.</summary>
    public DecisionTable BookingTable { get; }

    /// <summary>The table of what is said at booking and rejects nothing.</summary>
    public DecisionTable WarningsTable { get; }

    internal PolicyVersion Version { get; }

    internal Fact<string> ConditionFact { get; }

    /// <summary>Says where a patient stands before a first infusion.</summary>
    /// <param name="facts">What is known of the patient.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">A condition began, or a screened event happened, after the reference date; or the answers belong to
    /// another policy's criteria.</exception>
    /// <example><code>
    /// var decision = rules.Eligibility.Decide(new EligibilityFacts
    /// {
    ///     ReferenceDate = new LocalDate(2026, 6, 15),
    ///     Conditions = [StatedCondition.Since("migraine", new LocalDate(2019, 3, 1))],
    /// });
    /// </code></example>
    public EligibilityDecision Decide(EligibilityFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Policy.Screens.IsEmpty ? DecideUnscreened(facts) : DecideScreened(facts);
    }

    /// <summary>Says whether a verdict can be recorded, from what a consultation has on record.</summary>
    /// <param name="facts">What is recorded.</param>
    /// <returns>The decision.</returns>
    public ConsultationDecision Consultation(ConsultationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[3];
        FillSections(row, facts);
        return new(this, facts, SectionsTable.Decide(row));
    }

    /// <summary>Says whether an infusion can be booked.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The decision; a potential disqualification is a warning and rejects nothing.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide(EligibilityFacts)"/>.</exception>
    public BookingDecision Booking(BookingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        EligibilityDecision eligibility = Decide(facts.Eligibility);
        ulong possible = facts.Eligibility is { Verdict: not null, VerdictRole: not null } or { Verdict: PhysicianVerdict.NotRecorded }
            ? Judge(facts, facts.Eligibility, eligibility.Verdict)
            : JudgeEveryVerdict(facts);
        Span<FactValue> warnings = stackalloc FactValue[1];
        warnings[0] = FactValue.Of(facts.MedicationChange);
        return new(this, facts, eligibility, Sole(possible), WarningsTable.Decide(warnings));
    }

    /// <summary>The listed condition a name stands for.</summary>
    /// <param name="name">An id, name or alias; case and outer blanks are ignored.</param>
    /// <returns>The condition; <c>null</c> when the clinic lists none of that name.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public ListedCondition? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.IsNullOrWhiteSpace(name)
            ? throw new ArgumentException("A condition has a name.", nameof(name))
            : _byName.Find(name.Trim()) is >= 0 and var place ? Policy.Conditions[place] : null;
    }

    /// <summary>How many calendar months ago a condition began, as far as it is known.</summary>
    /// <remarks>The least n with reference date at most onset plus n months, so more than the policy's months means later than onset plus them.</remarks>
    internal static FactValue MonthsSinceOnset(StatedCondition condition, LocalDate referenceDate)
    {
        if (condition.EarliestOnset is { } onset)
        {
            int months = CalendarCount.MonthsToReach(onset, referenceDate);
            if (months == 0 && onset > referenceDate)
            {
                throw new ArgumentException("A condition began after the date it is judged on.", nameof(condition));
            }

            if (condition.LatestOnset == onset)
            {
                return FactValue.Exactly(months);
            }
        }

        return (condition.EarliestOnset, condition.LatestOnset) is (null, null)
            ? FactValue.Unknown
            : FactValue.Between(
                condition.LatestOnset is { } latest ? CalendarCount.MonthsToReach(latest, referenceDate) : 0,
                condition.EarliestOnset is { } earliest ? CalendarCount.MonthsToReach(earliest, referenceDate) : MostMonths);
    }

    internal void FillCondition(Span<FactValue> row, StatedCondition condition, LocalDate referenceDate)
    {
        row[0] = condition.Name is not { } name ? FactValue.Unknown
            : FactValue.Exactly(_byName.Find(name) is >= 0 and var place ? place : Policy.Conditions.Length);
        row[1] = MonthsSinceOnset(condition, referenceDate);
        row[2] = FactValue.Of(condition.IsInFullRemission);
    }

    internal void FillCandidacy(Span<FactValue> row, EligibilityFacts facts)
    {
        row[0] = FactValue.Of(Indication(facts));
        FillVerdict(row, facts.Verdict, facts.VerdictRole, facts.HasVerdictReason);
        FillScreens(row, facts, _candidacyScreens);
    }

    internal void FillFindings(Span<FactValue> row, EligibilityFacts facts)
    {
        row[0] = FactValue.Of(facts.IsPriorTherapyDocumented);
        FillVerdict(row, facts.Verdict, facts.VerdictRole, facts.HasVerdictReason);
        FillScreens(row, facts, _findingScreens);
    }

    internal static void FillSections(Span<FactValue> row, ConsultationFacts facts)
    {
        row[0] = FactValue.Of(facts.IsHistoryRecorded);
        row[1] = FactValue.Of(facts.AreMedicationsRecorded);
        row[2] = FactValue.Of(facts.IsAppropriatenessRecorded);
    }

    internal static void FillBooking(Span<FactValue> row, BookingFacts facts, EligibilityFacts eligibility, FactValue candidacy)
    {
        row[0] = FactValue.Of(facts.IsConsultationHeld);
        row[1] = FactValue.Of((int?)eligibility.Verdict);
        row[2] = FactValue.Of((int?)eligibility.VerdictRole);
        row[3] = candidacy;
    }

    /// <summary>All conditions together: one listed condition is enough, so the least cautious counts; none at all is not listed.</summary>
    internal Verdict Indication(EligibilityFacts facts)
    {
        ulong any = facts.Completeness == ListCompleteness.Partial ? 0b111UL : 0;
        int most = (int)ConditionOutcome.NoActiveIndication;
        foreach (StatedCondition condition in facts.Conditions)
        {
            // No condition lets the patient stand more cautiously than it does at most itself.
            Verdict standing = StandingOf(condition, facts.ReferenceDate);
            any |= standing.Possible;
            most = Math.Min(most, standing.MostCautious);
        }

        return any == 0 ? Verdict.Exactly((int)ConditionOutcome.NotListed) : Sole(any & ((1UL << (most + 1)) - 1));
    }

    private static Verdict Sole(ulong possible) => new(possible, (possible & (possible - 1)) == 0 ? possible : 0);

    private Verdict StandingOf(StatedCondition condition, LocalDate referenceDate)
    {
        Span<FactValue> row = stackalloc FactValue[ConditionFactCount];
        FillCondition(row, condition, referenceDate);
        return ConditionTable.Decide(row);
    }

    // The two tables share the facts of the verdict.
    private EligibilityDecision DecideUnscreened(EligibilityFacts facts)
    {
        Span<FactValue> row = stackalloc FactValue[CandidacyOwnFacts];
        FillCandidacy(row, facts);
        Verdict verdict = CandidacyTable.Decide(row);
        row[0] = FactValue.Of(facts.IsPriorTherapyDocumented);
        return new(this, facts, verdict, FindingsTable.Decide(row));
    }

    private EligibilityDecision DecideScreened(EligibilityFacts facts)
    {
        Span<FactValue> row = stackalloc FactValue[MostFacts];
        Span<FactValue> candidacy = row.Slice(0, CandidacyTable.Facts.Length);
        FillCandidacy(candidacy, facts);
        Verdict verdict = CandidacyTable.Decide(candidacy);
        row.Clear();
        Span<FactValue> findings = row.Slice(0, FindingsTable.Facts.Length);
        FillFindings(findings, facts);
        return new(this, facts, verdict, FindingsTable.Decide(findings));
    }

    // The possible outcomes of a booking: each possible standing of the patient is judged on its own.
    private ulong Judge(BookingFacts facts, EligibilityFacts eligibility, Verdict candidacy)
    {
        Span<FactValue> row = stackalloc FactValue[4];
        ulong possible = 0;
        for (int standing = 0; standing <= (int)EligibilityOutcome.NotCandidate; standing++)
        {
            if (candidacy.Allows(standing))
            {
                FillBooking(row, facts, eligibility, FactValue.Exactly(standing));
                possible |= BookingTable.Decide(row).Possible;
            }
        }

        return possible;
    }

    // A verdict that is not known feeds both the candidacy and the booking, so every value of it is tried in turn.
    private ulong JudgeEveryVerdict(BookingFacts facts)
    {
        ulong possible = 0;
        foreach (PhysicianVerdict verdict in facts.Eligibility.Verdict is { } known ? [known] : AllVerdicts)
        {
            foreach (ClinicianRole role in facts.Eligibility.VerdictRole is { } by ? [by] : AllRoles)
            {
                EligibilityFacts tried = facts.Eligibility with { Verdict = verdict, VerdictRole = role };
                possible |= Judge(facts, tried, Decide(tried).Verdict);
            }
        }

        return possible;
    }

    private static PhysicianVerdict[] AllVerdicts => [PhysicianVerdict.NotRecorded, PhysicianVerdict.Candidate, PhysicianVerdict.NotCandidate];

    private static ClinicianRole[] AllRoles =>
        [ClinicianRole.Physician, ClinicianRole.NursePractitioner, ClinicianRole.PhysicianAssistant, ClinicianRole.Nurse, ClinicianRole.Other];

    private static void FillVerdict(Span<FactValue> row, PhysicianVerdict? verdict, ClinicianRole? role, bool? hasReason)
    {
        row[1] = FactValue.Of((int?)verdict);
        row[2] = FactValue.Of((int?)role);
        row[3] = FactValue.Of(hasReason);
    }

    private void FillScreens(Span<FactValue> row, EligibilityFacts facts, ImmutableArray<int> places)
    {
        if (facts.Screens is not { } answers)
        {
            return;
        }

        if (!answers.AreAnswersTo(Policy.Screens))
        {
            throw new ArgumentException("The screening answers were built against another policy's criteria.", nameof(facts));
        }

        for (int index = 0; index < places.Length; index++)
        {
            row[CandidacyOwnFacts + index] = answers.ValueOf(places[index], facts.ReferenceDate);
        }
    }

    private static ImmutableArray<int> Places(EligibilityPolicy policy, Func<ScreenEffect, bool> takesPart) =>
        [.. Enumerable.Range(0, policy.Screens.Length).Where(place => takesPart(policy.Screens[place].Effect))];

    private static NameIndex NamesOf(EligibilityPolicy policy)
    {
        if (policy.Conditions.IsDefaultOrEmpty || policy.AcceptedRoles.IsDefaultOrEmpty || policy.ChronicMonths < 0 || policy.Screens.Length > MostFacts - CandidacyOwnFacts
            || policy.ConsultationPrice.IsDefault || policy.ConsultationSlot <= Duration.Zero)
        {
            throw new ArgumentException(
                "A policy lists a condition, accepts a role, counts no negative months, plans time and a price for the consultation, and has at most 64 criteria.",
                nameof(policy));
        }

        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int place = 0; place < policy.Conditions.Length; place++)
        {
            ListedCondition condition = policy.Conditions[place];
            foreach (string name in new[] { condition.Id, condition.Name }.Concat(condition.Aliases).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (names.ContainsKey(name))
                {
                    throw new ArgumentException($"The name '{name}' stands for two conditions.", nameof(policy));
                }

                names.Add(name, place);
            }
        }

        return new([.. names.Keys], [.. names.Values]);
    }
}
