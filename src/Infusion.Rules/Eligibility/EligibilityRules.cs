using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>The clinic's rules about the consultation, who is a candidate, and when an infusion can be booked.</summary>
/// <remarks>
/// <para>The library computes flags; the physician decides, and that verdict
/// wins (R11). An unlisted condition is looked at by a clinician and
/// is not ineligible (R08). One listed condition is enough.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class EligibilityRules
{
    private const int MostScreens = 64;

    private readonly NameIndex _names;
    private readonly Fact<bool> _contradicted;
    private readonly Decider<PatientsCondition, ConditionOutcome> _condition;
    private readonly Decider<Applicant, EligibilityOutcome> _candidacy;
    private readonly Decider<Applicant, EligibilityFinding> _findings;
    private readonly Decider<Consultation, SectionsOutcome> _sections;
    private readonly Decider<Applicant, BookingOutcome> _booking;
    private readonly Decider<Applicant, BookingWarning> _warnings;

    /// <summary>Builds the rules of a policy.</summary>
    /// <param name="stated">What the clinic publishes; <c>null</c> for nothing.</param>
    /// <param name="care">How the continuity room judges changes to medicines, which bookings warn of.</param>
    /// <param name="version">The policy version decisions name.</param>
    internal EligibilityRules(EligibilityPolicy? stated, Judgement<Care> care, PolicyVersion version)
    {
        EligibilityPolicy policy = stated ?? new();
        bool isPublished = stated is not null;
        Require(policy);
        (Policy, _names) = (policy, NamesOf(policy));
        _contradicted = EligibilityFacts.Contradicted(_names);
        ConditionTable = BuildConditionTable(EligibilityFacts.Condition([.. policy.Conditions.Select(condition => condition.Id)], _names))
            .CitedBy(version.Sources, !policy.Conditions.IsEmpty);
        var condition = new TableJudgement<PatientsCondition>(ConditionTable) { Names = one => ListedOf(one)?.Name };
        var indication = new ListJudgement<Applicant, PatientsCondition>(
            "eligibility.indication", condition, Stated, Fold.Best, OutcomeSet.Exactly((int)ConditionOutcome.NotListed));
        CandidacyTable = BuildCandidacyTable(EligibilityFacts.Indication(indication)).CitedBy(version.Sources, isPublished);
        FindingsTable = BuildFindingsTable().CitedBy(version.Sources, isPublished);
        SectionsTable = BuildSectionsTable().CitedBy(version.Sources, isPublished);
        CallTable = BuildCallTable().CitedBy(
            version.Sources, policy is not { ConsultationMode: null, ConsultationSlot: null, ConsultationPrice: null });
        var candidacy = new ContradictedJudgement<Applicant>(new(CandidacyTable), WithoutOneSide);
        BookingTable = BuildBookingTable(EligibilityFacts.Candidacy(candidacy)).CitedBy(version.Sources, isPublished);
        WarningsTable = BuildWarningsTable(EligibilityFacts.MedicationChange(care)).CitedBy(version.Sources, isPublished);

        _condition = new(condition, version) { Names = static one => one.Condition.Name?.Text, Values = ValuesOfCondition };
        _findings = new(new TableJudgement<Applicant>(FindingsTable), version);
        _candidacy = new(candidacy, version)
        {
            Values = ValuesOfCandidacy,
            Parts = [new(_condition, static one => ConditionsOf(one).Cast<object>()), _findings],
        };
        _sections = new(new TableJudgement<Consultation>(SectionsTable), version) { Values = (_, _, _) => ValuesOfConsultation() };
        _warnings = new(new TableJudgement<Applicant>(WarningsTable), version);

        // The booking begins with the slots of the standing, so that a verdict it tries is tried there too.
        _booking = new(
            new ContradictedJudgement<Applicant>(
                new(BookingTable, inputs: [.. candidacy.Inputs.Concat(TableJudgement<Applicant>.InputsOf(BookingTable)).Distinct()]),
                WithoutOneSide),
            version)
        {
            Parts = [_candidacy, _warnings],
        };
    }

    /// <summary>The policy the rules are built from.</summary>
    internal EligibilityPolicy Policy { get; }

    /// <summary>The table that judges one stated condition.</summary>
    internal DecisionTable ConditionTable { get; }

    /// <summary>The table that says where a patient stands.</summary>
    internal DecisionTable CandidacyTable { get; }

    /// <summary>The table of what is reported beside it.</summary>
    internal DecisionTable FindingsTable { get; }

    /// <summary>The table that says whether a verdict can be recorded.</summary>
    internal DecisionTable SectionsTable { get; }

    /// <summary>The table of what the consultation costs.</summary>
    internal DecisionTable CallTable { get; }

    /// <summary>The table that says whether an infusion can be booked.</summary>
    internal DecisionTable BookingTable { get; }

    /// <summary>The table of what is said at booking and rejects nothing.</summary>
    internal DecisionTable WarningsTable { get; }

    private static ListReading<Applicant, PatientsCondition> Stated { get; } = new(
        static one => one.Assessment.ConditionsInForce.Length,
        static (one, place) => new PatientsCondition(one.Assessment, one.Assessment.ConditionsInForce[place]),
        static one => one.Assessment.ConditionsCompleteness == ListCompleteness.Complete ? [] : [new(one.Assessment, new())],
        new("eligibility.complete", "Is every condition of the patient on record?", "", ["no", "yes"], true));

    /// <summary>Says where a patient stands before a first infusion.</summary>
    /// <param name="applicant">What is known of the patient.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">A condition began, or an event of a
    /// screening answer happened, after the date the patient is judged on.</exception>
    /// <example><code>
    /// var decision = rules.Eligibility.Decide(new Applicant
    /// {
    ///     Assessment = new()
    ///     {
    ///         On = new LocalDate(2026, 6, 15),
    ///         Conditions = [StatedCondition.Since("migraine", new LocalDate(2019, 3, 1))],
    ///     },
    /// });
    /// </code></example>
    public Decision<EligibilityOutcome> Decide(Applicant applicant) => _candidacy.Decide(Checked(applicant), default);

    /// <summary>Collects what is reported beside the standing of a patient.</summary>
    /// <param name="applicant">What is known of the patient.</param>
    /// <returns>The decision; none of it changes where the patient stands.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public Decision<EligibilityFinding> DecideFindings(Applicant applicant) => _findings.Decide(Checked(applicant), default);

    /// <summary>Judges each stated condition alone.</summary>
    /// <param name="applicant">What is known of the patient.</param>
    /// <returns>One decision for each condition that is not voided, in the order stated.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public ImmutableArray<Decision<ConditionOutcome>> DecideConditions(Applicant applicant) =>
        [.. ConditionsOf(Checked(applicant)).Select(one => _condition.Decide(one, default))];

    /// <summary>The kinds of the conditions that are listed for certain.</summary>
    /// <param name="applicant">What is known of the patient.</param>
    /// <returns>Each kind once, in the order of the enum.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public ImmutableArray<ConditionCategory> Categories(Applicant applicant) =>
    [
        .. ConditionsOf(Checked(applicant)).Where(one => _condition.Decide(one, default).Has(ConditionOutcome.Listed))
            .Select(one => ListedOf(one)?.Category).OfType<ConditionCategory>().Distinct().OrderBy(category => category),
    ];

    /// <summary>Whether the patient has a listed condition of a kind.</summary>
    /// <param name="applicant">What is known of the patient.</param>
    /// <param name="category">The kind.</param>
    /// <returns>Yes where one is listed for certain; no where every condition is on record and
    /// none may be; otherwise <c>null</c>, and where the policy lists none.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public bool? Has(Applicant applicant, ConditionCategory category)
    {
        bool? has = Checked(applicant).Assessment.ConditionsCompleteness == ListCompleteness.Complete && ConditionTable.IsPublished
            ? false
            : null;
        foreach (PatientsCondition one in ConditionsOf(applicant))
        {
            Decision<ConditionOutcome> decision = _condition.Decide(one, default);
            if (!decision.Allows(ConditionOutcome.Listed) || (ListedOf(one) is { } listed && listed.Category != category))
            {
                continue;
            }

            if (decision.Has(ConditionOutcome.Listed) && !EligibilityFacts.IsContradicted(one.Condition, applicant.Assessment, _names))
            {
                return true;
            }

            has = null;
        }

        return has;
    }

    /// <summary>Says whether a verdict can be recorded, from what a consultation has on record.</summary>
    /// <param name="consultation">What is recorded.</param>
    /// <returns>The decision.</returns>
    public Decision<SectionsOutcome> DecideConsultation(Consultation consultation)
    {
        ArgumentNullException.ThrowIfNull(consultation);
        return _sections.Decide(consultation, default);
    }

    /// <summary>Says whether an infusion can be booked.</summary>
    /// <param name="applicant">What is known of the patient and of the consultation.</param>
    /// <returns>The decision; a potential disqualification is a warning and rejects nothing.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public Decision<BookingOutcome> DecideBooking(Applicant applicant) => _booking.Decide(Checked(applicant), default);

    /// <summary>Collects what is said at booking and rejects nothing.</summary>
    /// <param name="applicant">What is known of the patient and of the care beside the infusions.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public Decision<BookingWarning> DecideWarnings(Applicant applicant) => _warnings.Decide(Checked(applicant), default);

    /// <summary>The listed condition a name stands for.</summary>
    /// <param name="name">An id, name or alias; case and outer blanks are ignored.</param>
    /// <returns>The condition; <c>null</c> when the clinic lists none of that name.</returns>
    public ListedCondition? Find(StatedName name) => _names.Find(name) is >= 0 and var place ? Policy.Conditions[place] : null;

    /// <summary>The name of the policy that was probably meant by one that is nearly it.</summary>
    /// <param name="name">The condition, as it was written down.</param>
    /// <returns>The name; <c>null</c> when the name is the policy's, or is none of them.</returns>
    public string? Meant(StatedName name) => _names.Find(name) >= 0 ? null : _names.Meant(name);

    private static IEnumerable<PatientsCondition> ConditionsOf(Applicant applicant) =>
        applicant.Assessment.ConditionsInForce.Select(condition => new PatientsCondition(applicant.Assessment, condition));

    // What has happened has happened by the date it is judged on.
    private static Applicant Checked(Applicant applicant)
    {
        ArgumentNullException.ThrowIfNull(applicant);
        if (applicant.Assessment.On is { } on)
        {
            foreach (StatedCondition condition in applicant.Assessment.ConditionsInForce)
            {
                if (condition.Onset?.Start > on)
                {
                    throw new ArgumentException("A condition began after the date it is judged on.", nameof(applicant));
                }
            }

            if (applicant.Assessment.Screens?.HasAfter(on) == true)
            {
                throw new ArgumentException("An event of a screening answer happened after the date it is judged on.", nameof(applicant));
            }
        }

        return applicant;
    }

    // One condition both active and in remission: one of the two entries is wrong, so the patient is judged without either.
    private ImmutableArray<Applicant> WithoutOneSide(Applicant applicant)
    {
        Applicant Without(bool inRemission) => applicant with
        {
            Assessment = applicant.Assessment with
            {
                Conditions =
                [
                    .. applicant.Assessment.ConditionsInForce.Where(condition => condition.InFullRemission != inRemission
                        || !EligibilityFacts.IsContradicted(condition, applicant.Assessment, _names)),
                ],
            },
        };
        return [Without(true), Without(false)];
    }

    // A verdict hides no criterion that nobody answered.
    private IEnumerable<ValueDocument> ValuesOfCandidacy(Applicant applicant, Instant at, Trace trace)
    {
        string open = string.Join("; ", Policy.Screens.Where(criterion => criterion.Effect != ScreenEffect.Inform
            && applicant.Assessment.Screens?.Find(criterion.Id) is null).Select(criterion => criterion.Name));
        return open.Length > 0 ? [new("eligibility.screens-not-answered", open, null)] : [];
    }

    private ListedCondition? ListedOf(PatientsCondition one) => one.Condition.Name is { } name ? Find(name) : null;

    private IEnumerable<ValueDocument> ValuesOfCondition(PatientsCondition one, Instant at, Trace trace)
    {
        if (one.Condition.Name is { } name && Meant(name) is { } meant)
        {
            yield return new("eligibility.did-you-mean", meant, null);
        }

        if (ListedOf(one) is not { } listed)
        {
            yield break;
        }

        yield return new("eligibility.condition", listed.Id, null);
        yield return new("eligibility.category", listed.Category.ToString(), null);
        if (listed.IsAlsoListedUnderOther)
        {
            yield return new("eligibility.also-listed-under", "Other", null);
        }

        if (listed.IsListedBySyndromeName)
        {
            yield return new("eligibility.listed-by-syndrome-name", "true", null);
        }
    }

    private IEnumerable<ValueDocument> ValuesOfConsultation() =>
    [
        .. Policy.ConsultationPrice is { } price
            ? (ValueDocument[])[new("consultation.price", price.ToString(), "consultation.free-call")]
            : [],
        .. Policy.ConsultationSlot is { } slot ? (ValueDocument[])[new("consultation.slot", slot, "consultation.free-call")] : [],
    ];

    private static void Require(EligibilityPolicy policy)
    {
        if (policy.ChronicMonths < 0 || policy.Screens.Length > MostScreens || policy.ConsultationPrice is { IsDefault: true }
            || policy.ConsultationSlot <= Duration.Zero)
        {
            throw new ArgumentException(
                "A policy counts no negative months, plans time for the consultation if it plans it, in a currency if it has a price, and "
                + "has at most 64 criteria.",
                nameof(policy));
        }
    }

    /// <summary>Which condition a name means: the policy's id, or for one that it does not list the name itself; <c>null</c> where it is
    /// nearly a name of the policy.</summary>
    internal string? NameOf(StatedName name) =>
        Find(name) is { } listed ? listed.Id : Meant(name) is null ? name.Text.ToUpperInvariant() : null;

    private static NameIndex NamesOf(EligibilityPolicy policy) => NameIndex.OfOne(
        policy.Conditions.SelectMany(
            (condition, place) => condition.Aliases.Add(condition.Id).Add(condition.Name).Select(name => (name, place))),
        "conditions");
}
