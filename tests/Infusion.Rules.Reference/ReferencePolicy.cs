using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>What a clinic publishes, as far as this model reads it. Left to itself it is the published policy, figure by figure.</summary>
/// <remarks>That of another clinic is read from its file by <see cref="ReferencePolicyReader"/>.</remarks>
public sealed record ReferencePolicy
{
    /// <summary>The figures of the clinic's page, and the defaults of the literature beside them.</summary>
    public static ReferencePolicy Published { get; } = new();

    /// <param name="IsOnlyListedWhenChronic">Back and neck pain.</param>
    public sealed record ListedCondition(EligibilityReference.Category Category, bool IsOnlyListedWhenChronic = false);

    /// <summary>A screen applies to a yes, to a number below or from a limit on, or to what happened within so many
    /// months or days.</summary>
    public sealed record Screen(
        string Id, EligibilityReference.ScreenEffect Effect, decimal? Below = null, decimal? From = null, int? Within = null,
        int Scale = 0);

    /// <summary>A medicine that the clinic holds before an infusion, from a clock time of a day before it or for some hours.</summary>
    public sealed record Hold(string Id, FastingReference.Limit Limit);

    public sealed record Driving(Duration? After, LocalTime? NextDayFrom = null, Duration? Minimum = null);

    /// <param name="MinimumAge">How old the person is who comes along; null for any age.</param>
    public sealed record Escort(int? MinimumAge, bool StaysDuringVisit, bool StaysAfter);

    /// <param name="ResponsePercent">The drop that counts as a response; null where none is stated.</param>
    /// <param name="RemissionBelow">Whole scores below it are in remission.</param>
    public sealed record Criterion(
        int? ResponsePercent, int? SubstantialPercent, int? RemissionBelow, Duration Window, Duration? Recall = null);

    /// <summary>A date of the next maintenance infusion, by what says it.</summary>
    public enum MaintenanceBy { Nothing, Ordinal, Relief, Grade, Demand }

    /// <summary>An amount, or a share of the price.</summary>
    public sealed record Charge(decimal? Amount, int? PercentOfPrice = null);

    // ---- section 1 ----

    public string Zone { get; init; } = "America/New_York";

    public IReadOnlyDictionary<string, ListedCondition> Conditions { get; init; } = new Dictionary<string, ListedCondition>
    {
        ["crps"] = new(EligibilityReference.Category.Pain),
        ["crps-type-1"] = new(EligibilityReference.Category.Pain),
        ["crps-type-2"] = new(EligibilityReference.Category.Pain),
        ["chronic-back-pain"] = new(EligibilityReference.Category.Pain, true),
        ["chronic-neck-pain"] = new(EligibilityReference.Category.Pain, true),
        ["migraine"] = new(EligibilityReference.Category.Pain),
        ["fibromyalgia"] = new(EligibilityReference.Category.Pain),
        ["major-depression"] = new(EligibilityReference.Category.MentalHealth),
        ["postpartum-depression"] = new(EligibilityReference.Category.MentalHealth),
        ["anxiety"] = new(EligibilityReference.Category.MentalHealth),
        ["ptsd"] = new(EligibilityReference.Category.MentalHealth),
        ["cluster-headache"] = new(EligibilityReference.Category.Headache),
    };

    public int ChronicAfterMonths { get; init; } = 3;

    public IReadOnlyList<Screen> Screens { get; init; } = [];

    public IReadOnlyList<string> AcceptedRoles { get; init; } = ["physician"];

    public bool AsksForPriorTherapy { get; init; } = true;

    public decimal ConsultationPrice { get; init; } = 0.00m;

    public IReadOnlyList<Hold> Holds { get; init; } = [];

    public IReadOnlyList<string> ContinuityStatements { get; init; } =
        ["therapies-continue", "providers-continue", "interruption-may-compromise", "not-a-cure"];

    // ---- section 2 ----

    public IReadOnlyList<ProtocolReference.Protocol> Protocols { get; init; } =
        [ProtocolReference.Protocol.FourHour, ProtocolReference.Protocol.OneHour];

    public IReadOnlyList<string> OfferedRoutes { get; init; } = ["intravenous"];

    // ---- section 3 ----

    public IReadOnlyDictionary<string, FastingReference.Rule> Kinds { get; init; } = new Dictionary<string, FastingReference.Rule>
    {
        ["solid"] = FastingReference.Rule.Window(4),
        ["non-clear-liquid"] = FastingReference.Rule.Window(4),
        ["clear-liquid"] = FastingReference.Rule.Window(2),
    };

    /// <summary>Everyday words, and the kinds that they are.</summary>
    public IReadOnlyDictionary<string, string> Foods { get; init; } = new Dictionary<string, string>
    {
        ["water"] = "clear-liquid",
        ["black coffee"] = "clear-liquid",
        ["clear tea"] = "clear-liquid",
        ["pulp-free juice"] = "clear-liquid",
        ["carbonated drink"] = "clear-liquid",
        ["clear carbohydrate drink"] = "clear-liquid",
        ["milk"] = "non-clear-liquid",
        ["latte"] = "non-clear-liquid",
        ["coffee with milk"] = "non-clear-liquid",
        ["coffee with cream"] = "non-clear-liquid",
        ["juice with pulp"] = "non-clear-liquid",
        ["breast milk"] = "non-clear-liquid",
        ["infant formula"] = "non-clear-liquid",
        ["alcohol"] = "non-clear-liquid",
        ["toast"] = "solid",
        ["burger"] = "solid",
        ["chewing gum"] = "unlisted",
    };

    public Duration SipWithMedicine { get; init; } = Duration.FromHours(2);

    /// <summary>What is in no list; where nothing is stated, every limit of every kind together.</summary>
    public FastingReference.Rule? Unlisted { get; init; }

    /// <summary>The kind that everything else counts as.</summary>
    public string? UnlistedCountsAs { get; init; }

    /// <summary>Hours of the anesthesiologists' guideline; where more may be needed, the kind stands in the other list, too.</summary>
    public IReadOnlyDictionary<FastingReference.AsaKind, Duration> Asa { get; init; } = new Dictionary<FastingReference.AsaKind, Duration>
    {
        [FastingReference.AsaKind.ClearLiquid] = Duration.FromHours(2),
        [FastingReference.AsaKind.BreastMilk] = Duration.FromHours(4),
        [FastingReference.AsaKind.InfantFormula] = Duration.FromHours(6),
        [FastingReference.AsaKind.NonHumanMilk] = Duration.FromHours(6),
        [FastingReference.AsaKind.LightMeal] = Duration.FromHours(6),
        [FastingReference.AsaKind.FattyMeal] = Duration.FromHours(8),
        [FastingReference.AsaKind.ChewingGum] = Duration.Zero,
    };

    public IReadOnlyList<FastingReference.AsaKind> AsaExamples { get; init; } = [FastingReference.AsaKind.FattyMeal];

    // ---- section 4 ----

    public Duration FirstArrivalLead { get; init; } = Duration.FromMinutes(30);

    public Duration LaterArrivalLead { get; init; } = Duration.FromMinutes(15);

    public Duration RecoveryMinimum { get; init; } = Duration.FromMinutes(60);

    public Duration RecoveryPlanned { get; init; } = Duration.FromMinutes(90);

    /// <summary>Recoveries of some infusions, by their length and by who comes along.</summary>
    public IReadOnlyList<VisitReference.Recovery> Recoveries { get; init; } = [];

    public Duration ResidualEffects { get; init; } = Duration.FromHours(4);

    public Driving NoDriving { get; init; } = new(Duration.FromHours(24));

    /// <summary>The fewest points on a discharge scale; null where no scale is asked for.</summary>
    public int? DischargePoints { get; init; }

    public VisitReference.Taxi Taxi { get; init; } = VisitReference.Taxi.Accepted;

    public Escort? NeedsEscort { get; init; }

    public (int Systolic, int Diastolic)? BloodPressureAbove { get; init; }

    public IReadOnlyList<string> SideEffects { get; init; } =
    [
        "nausea", "vomiting", "rapid heart rate", "raised blood pressure", "out-of-body feeling", "drowsiness", "dizziness",
        "blurry vision", "double vision", "difficulty with coordination", "difficulty with thinking", "illusions", "dream-like state",
        "anxiety",
    ];

    public IReadOnlyList<string> Checklist { get; init; } =
        ["chart-review", "questions-answered", "bladder-emptied", "iv-placed", "monitor-attached"];

    public IReadOnlyList<string> VitalSigns { get; init; } = ["heart-rate", "blood-pressure", "oxygen-saturation"];

    public IReadOnlyList<string> VitalSignPhases { get; init; } = ["before", "during", "after"];

    public IReadOnlyList<string> Destinations { get; init; } = ["home", "hotel"];

    public IReadOnlyList<string> VisitStatements { get; init; } =
    [
        "music", "family", "medication-for-side-effects", "observation", "conversation-discouraged", "low-stimuli", "late-nausea",
        "eyes-closed",
    ];

    // ---- section 5 ----

    public IReadOnlyDictionary<ResponseReference.Instrument, Criterion> Criteria { get; init; } =
        new Dictionary<ResponseReference.Instrument, Criterion>
        {
            [ResponseReference.Instrument.PainNrs] = new(30, 50, null, Duration.FromDays(7)),
            [ResponseReference.Instrument.Phq9] = new(50, null, 5, Duration.FromDays(7)),
            [ResponseReference.Instrument.Gad7] = new(50, null, 5, Duration.FromDays(7)),
            [ResponseReference.Instrument.Madrs] = new(50, null, 10, Duration.FromDays(7)),
        };

    /// <summary>The highest score of each band of the PHQ-9, from the mildest.</summary>
    public IReadOnlyList<int> Phq9Bands { get; init; } = [4, 9, 14, 19, 27];

    // ---- section 6 ----

    public Period MaintenanceEarliest { get; init; } = Period.FromMonths(1);

    public Period MaintenanceLatest { get; init; } = Period.FromMonths(3);

    /// <summary>On demand, symptoms that are back may be treated from then on.</summary>
    public Period? OnDemandFrom { get; init; }

    public MaintenanceBy Maintenance { get; init; }

    /// <summary>The grades of response that have an interval of their own.</summary>
    public IReadOnlyDictionary<string, Period> MaintenanceGrades { get; init; } = new Dictionary<string, Period>();

    public IReadOnlyList<(int FromDays, Period Interval)> MaintenanceRelief { get; init; } = [];

    public IReadOnlyList<Period> MaintenanceOrdinals { get; init; } = [];

    // ---- section 7 ----

    public string Currency { get; init; } = "USD";

    public Charge FastingCharge { get; init; } = new(100.00m);

    public decimal Credit { get; init; } = 25.00m;

    public bool IsOneCreditPerVisit { get; init; }

    public bool AsksForAnotherDay { get; init; } = true;

    public bool CountsBusinessHours { get; init; }

    /// <summary>Less notice than this costs that, the shortest first.</summary>
    public IReadOnlyList<(Duration LessThan, Charge Charge)> NoticeTiers { get; init; } = [];

    public Charge? NoShow { get; init; }

    public Charge? NoRide { get; init; }

    public (Duration MoreThan, Charge Charge)? LateArrival { get; init; }

    public int GraceMisses { get; init; }

    public (int FromMiss, Charge Charge)? Repeat { get; init; }

    public IReadOnlyList<string> WaiverReasons { get; init; } = [];

    public IReadOnlyList<string> Payment { get; init; } = ["self-pay", "visit-documentation"];
}
