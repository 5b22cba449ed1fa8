using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reference;

/// <summary>Reads a clinic's file by itself, and refuses whatever this model does not know: what it left out, it could not check.</summary>
public static class ReferencePolicyReader
{
    // Words and sources: nothing is decided by them.
    private static readonly string[] Words =
    [
        "$schema", "format", "id", "version", "name", "sources", "provenance", "citations", "aliases", "modality", "question", "says",
        "rule", "guidelineKind", "asaKind", "rates", "usualOnset", "decidedBy", "medicine", "unit", "minimum", "maximum",
        "consultationMode",
        "consultationSlot", "isListedBySyndromeName", "isAlsoListedUnderOther", "scale", "severity", "lowest", "anchor",
    ];

    /// <summary>What a file publishes.</summary>
    public static ReferencePolicy Read(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var root = new Node(document.RootElement, "$");
        ReferencePolicy policy = new() { Zone = root.Text("timeZone")! };
        policy = Eligibility(policy, root.Part("eligibility"));
        policy = Continuity(policy, root.Part("continuity"));
        policy = Protocols(policy, root.Part("protocols"));
        policy = Fasting(policy, root.Part("fasting"));
        policy = Visits(policy, root.Part("visits"));
        policy = Response(policy, root.Part("response"));
        policy = Maintenance(policy, root.Part("maintenance"));
        policy = Fees(policy, root.Part("fees"));
        root.Close();
        return policy;
    }

    private static ReferencePolicy Eligibility(ReferencePolicy policy, Node section)
    {
        var read = policy with
        {
            Conditions = section.Items("conditions").ToDictionary(
                one => one.Text("id")!,
                one => one.Closed(new ReferencePolicy.ListedCondition(
                    CategoryOf(one.Text("category")), one.Flag("isOnlyListedWhenChronic")))),
            ChronicAfterMonths = section.Number("chronicMonths")!.Value,
            AsksForPriorTherapy = section.Flag("asksForPriorTherapy"),
            AcceptedRoles = section.Texts("acceptedRoles"),
            ConsultationPrice = section.Part("consultationPrice").Amount().Amount!.Value,
            Screens = section.Items("screens").Select(one =>
            {
                var effect = one.Text("effect") switch
                {
                    "exclude" => EligibilityReference.ScreenEffect.Exclude,
                    "clinician-review" => EligibilityReference.ScreenEffect.Review,
                    "inform" => EligibilityReference.ScreenEffect.Inform,
                    var other => throw Unknown(other),
                };
                if (one.Maybe("asks") is not { } asks)
                    return one.Closed(new ReferencePolicy.Screen(one.Text("id")!, effect));

                var scale = asks.Number("scale") ?? 0;
                return one.Closed(asks.Closed(new ReferencePolicy.Screen(
                    one.Text("id")!, effect, asks.Decimal("below"), asks.Decimal("atLeast"),
                    asks.Number("withinMonths") ?? asks.Number("withinDays"), scale)));
            }).ToList(),
        };
        return section.Closed(read);
    }

    private static ReferencePolicy Continuity(ReferencePolicy policy, Node section) => section.Closed(policy with
    {
        ContinuityStatements = section.Texts("statements"),
        Holds = section.Items("holds").Select(one => one.Closed(new ReferencePolicy.Hold(one.Text("id")!, LimitOf(one)))).ToList(),
    });

    private static ReferencePolicy Protocols(ReferencePolicy policy, Node section) => section.Closed(policy with
    {
        OfferedRoutes = section.Texts("offeredRoutes"),
        Protocols = section.Items("protocols").Select(one =>
        {
            var range = one.Range("inductionSessions");
            return one.Closed(new ProtocolReference.Protocol(one.Text("id")!)
            {
                PlannedMinutes = one.Elapsed("plannedDuration") is { } planned ? (int)planned.TotalMinutes : null,
                FewestSessions = range?.Fewest,
                MostSessions = range?.Most,
                IsRange = range is { } both && both.Fewest != both.Most,
                EvaluationPoint = one.Number("evaluateAfterSessions"),
                WindowDays = one.Number("windowDays"),
                MinimumSpacingDays = one.Number("minimumSpacingDays"),
                MaximumSpacingDays = one.Number("maximumSpacingDays"),
                MaximumInSevenDays = one.Number("maximumInSevenDays"),
                IsOnConsecutiveDays = one.Flag("isOnConsecutiveDays"),
                PermittedWeekdays = one.Texts("permittedWeekdays").Select(day => Named<IsoDayOfWeek>(day)).ToList(),
                MinimumRecovery = one.Elapsed("minimumRecovery"),
                PlannedRecovery = one.Elapsed("plannedRecovery"),
                Serves = one.Items("serves").Select(to => to.Closed(CategoryOf(to.Text("category")))).ToList(),
                ServesAsRead = one.Items("serves").Where(to => to.Text("provenance") == "inferred")
                    .Select(to => CategoryOf(to.Text("category"))).ToList(),
            });
        }).ToList(),
    });

    private static ReferencePolicy Fasting(ReferencePolicy policy, Node section)
    {
        var asa = section.Items("asaAdvisory").Select(one => one.Closed((
            Kind: Named<FastingReference.AsaKind>(one.Text("kind")!),
            Minimum: one.Elapsed("minimum")!.Value, IsExample: one.Flag("isExample")))).ToList();
        var unlisted = section.Items("unlistedLimits").Select(one => one.Closed(LimitOf(one))).ToList();
        return section.Closed(policy with
        {
            Kinds = section.Items("kinds").ToDictionary(one => one.Text("id")!, one => one.Closed(
                new FastingReference.Rule(one.Items("limits").Select(limit => limit.Closed(LimitOf(limit))).ToList()))),
            Foods = section.Items("foods").ToDictionary(one => one.Text("name")!, one => one.Closed(one.Text("kind")!)),
            SipWithMedicine = section.Elapsed("oralMedicineWindow")!.Value,
            Unlisted = unlisted.Count == 0 ? null : new FastingReference.Rule(unlisted, IsForClinician: true),
            UnlistedCountsAs = section.Text("unlistedCountsAs"),
            Asa = asa.ToDictionary(one => one.Kind, one => one.Minimum),
            AsaExamples = asa.Where(one => one.IsExample).Select(one => one.Kind).ToList(),
        });
    }

    private static FastingReference.Limit LimitOf(Node limit) => new(
        limit.Elapsed("before"), limit.Elapsed("after"), limit.Clock("until"), limit.Number("daysBefore") ?? 0, limit.Clock("sessionsFrom"),
        limit.Clock("sessionsBefore"));

    private static ReferencePolicy Visits(ReferencePolicy policy, Node section)
    {
        var driving = section.Part("driving");
        var nextDay = driving.Maybe("nextDay");
        var ride = section.Part("ride");
        if (ride.Text("arranged") is not "before-release")
            throw Unknown("a ride that is arranged otherwise than before the release");

        // What every one of these clinics states; one that does not would need a model of its own.
        foreach (var stated in new[]
            {
                "requiresEmergencyPhysician", "requiresClinicianAvailable", "offersCommodeAndUrinal", "forbidsWalking",
                "requiresSteadyWalking",
            })
        {
            if (!section.Flag(stated))
                throw Unknown($"a clinic without {stated}");
        }

        return section.Closed(policy with
        {
            FirstArrivalLead = section.Elapsed("firstArrivalLead")!.Value,
            LaterArrivalLead = section.Elapsed("laterArrivalLead")!.Value,
            RecoveryMinimum = section.Elapsed("recoveryMinimum")!.Value,
            RecoveryPlanned = section.Elapsed("recoveryPlanned")!.Value,
            Recoveries = section.Items("recoveryVariants").Select(one => one.Closed(new VisitReference.Recovery(
                (int)one.Elapsed("minimum")!.Value.TotalMinutes, (int)one.Elapsed("planned")!.Value.TotalMinutes,
                LengthFrom: one.Elapsed("infusionAtLeast") is { } from ? (int)from.TotalMinutes : null,
                Accompanied: one.MaybeFlag("accompanied")))).ToList(),
            ResidualEffects = section.Elapsed("residualEffects")!.Value,
            NoDriving = driving.Closed(new ReferencePolicy.Driving(
                driving.Elapsed("after"), nextDay?.Clock("from"), nextDay?.Elapsed("minimum"))),
            DischargePoints = section.Maybe("dischargeScore") is { } score ? score.Closed(score.Number("minimumPoints")) : null,
            Taxi = ride.Closed(ride.Text("taxi") switch
            {
                "accepted" => VisitReference.Taxi.Accepted,
                "only-accompanied" => VisitReference.Taxi.OnlyAccompanied,
                "not-accepted" => VisitReference.Taxi.NotAccepted,
                var other => throw Unknown(other),
            }),
            NeedsEscort = section.Maybe("escort") is { } escort
                ? escort.Closed(new ReferencePolicy.Escort(
                    escort.Number("minimumAge"), escort.Flag("staysDuringVisit"), escort.Elapsed("staysFor") is not null))
                : null,
            BloodPressureAbove = section.Maybe("bloodPressure") is { } pressure
                ? pressure.Closed((pressure.Number("systolic")!.Value, pressure.Number("diastolic")!.Value)) : null,
            SideEffects = section.Items("sideEffects").Select(one => one.Closed(one.Text("name")!)).ToList(),
            Checklist = section.Texts("checklist"),
            VitalSigns = section.Texts("vitalSigns"),
            VitalSignPhases = section.Texts("vitalSignPhases"),
            Destinations = section.Texts("destinations"),
            VisitStatements = section.Texts("statements"),
        });
    }

    private static ReferencePolicy Response(ReferencePolicy policy, Node section) => section.Closed(policy with
    {
        Criteria = section.Items("criteria").ToDictionary(
            one => Named<ResponseReference.Instrument>(one.Text("instrument")!),
            one =>
            {
                var remission = one.Maybe("remission");
                if (remission is { } stated && stated.Flag("includesCutOff"))
                    throw Unknown("a remission that includes its cut-off");

                return one.Closed(new ReferencePolicy.Criterion(
                    one.Number("responsePercent"), one.Number("substantialPercent"), remission?.Number("cutOff"),

                    // Seven days where it is left out.
                    one.Elapsed("evaluationWindow") ?? Duration.FromDays(7), one.Elapsed("recallPeriod")));
            }),
        Phq9Bands = section.Items("phq9Bands").Select(one => one.Closed(one.Number("highest")!.Value)).ToList(),
    });

    private static ReferencePolicy Maintenance(ReferencePolicy policy, Node section)
    {
        var grades = section.Items("responseIntervals");
        var relief = section.Items("reliefIntervals");
        var ordinals = section.Texts("ordinalIntervals");
        return section.Closed(policy with
        {
            MaintenanceEarliest = section.Calendar("earliest")!,
            MaintenanceLatest = section.Calendar("latest")!,
            OnDemandFrom = section.Calendar("onDemandFrom"),
            Maintenance = section.Flag("isOnDemand") ? ReferencePolicy.MaintenanceBy.Demand
                : grades.Count > 0 ? ReferencePolicy.MaintenanceBy.Grade
                : relief.Count > 0 ? ReferencePolicy.MaintenanceBy.Relief
                : ordinals.Count > 0 ? ReferencePolicy.MaintenanceBy.Ordinal : ReferencePolicy.MaintenanceBy.Nothing,
            MaintenanceGrades = grades.ToDictionary(one => one.Text("grade")!, one => one.Closed(one.Calendar("interval")!)),
            MaintenanceRelief = relief.Select(one => one.Closed((one.Number("fromDays")!.Value, one.Calendar("interval")!))).ToList(),
            MaintenanceOrdinals = ordinals.Select(one => PeriodPattern.Roundtrip.Parse(one).Value).ToList(),
        });
    }

    private static ReferencePolicy Fees(ReferencePolicy policy, Node section)
    {
        var referral = section.Part("referral");
        var credit = referral.Part("credit");
        var reasons = section.Items("reasonCharges").Select(one => one.Closed((
            Reason: one.Text("reason")!, LateBy: one.Elapsed("lateByMoreThan"), Charge: one.Part("charge").Amount()))).ToList();
        if (reasons.FirstOrDefault(one => one.Reason is not ("no-ride" or "late-arrival")) is { Reason: { } other })
            throw Unknown(other);

        var fixedCharge = section.Part("fastingCancellation").Amount();
        return section.Closed(policy with
        {
            Currency = credit.Text("currency")!,
            FastingCharge = section.Maybe("fastingCharge")?.Amount() ?? fixedCharge,
            Credit = credit.Amount().Amount!.Value,
            IsOneCreditPerVisit = referral.Closed(referral.Text("stacking") switch
            {
                "all-at-next-visit" => false,
                "one-per-visit" => true,
                var stacking => throw Unknown(stacking),
            }),
            AsksForAnotherDay = section.Number("rescheduleDays") switch
            {
                null => false,
                1 => true,
                var days => throw Unknown($"{days} days before the new appointment"),
            },
            CountsBusinessHours = section.Text("noticeUnit") == "business-hours" && section.Part("calendar").IsLeft(),
            NoticeTiers = section.Items("noticeTiers").Select(one => one.Closed(
                (one.Elapsed("lessThan")!.Value, one.Part("charge").Amount()))).OrderBy(one => one.Value).ToList(),
            NoShow = section.Maybe("noShow")?.Amount(),
            NoRide = reasons.Where(one => one.Reason == "no-ride").Select(one => one.Charge).FirstOrDefault(),
            LateArrival = reasons.Where(one => one.Reason == "late-arrival").Select(one =>
                ((Duration, ReferencePolicy.Charge)?)(one.LateBy!.Value, one.Charge)).FirstOrDefault(),
            GraceMisses = section.Number("graceMisses") ?? 0,
            Repeat = section.Maybe("repeat") is { } repeat
                ? repeat.Closed((repeat.Number("fromMiss")!.Value, repeat.Part("charge").Amount())) : null,
            WaiverReasons = section.Texts("waiverReasons"),
            Payment = section.Texts("payment"),
        });
    }

    private static T Named<T>(string kebab)
        where T : struct, Enum => Enum.Parse<T>(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static decimal Exact(string number) => decimal.Parse(number, CultureInfo.InvariantCulture);

    private static EligibilityReference.Category CategoryOf(string? name) => name switch
    {
        "pain" => EligibilityReference.Category.Pain,
        "mental-health" => EligibilityReference.Category.MentalHealth,
        "headache" => EligibilityReference.Category.Headache,
        _ => throw Unknown(name),
    };

    private static FormatException Unknown(string? what) => new($"This model does not know {what}.");

    /// <summary>One object of a file, with the names that have been read.</summary>
    private sealed class Node(JsonElement element, string path)
    {
        private readonly HashSet<string> _read = [];
        private readonly List<Node> _parts = [];

        public Node Part(string name) => Maybe(name) ?? throw Unknown($"a policy without {path}.{name}");

        public Node? Maybe(string name)
        {
            if (Find(name) is not { ValueKind: JsonValueKind.Object } part)
                return null;

            _parts.Add(new(part, $"{path}.{name}"));
            return _parts[^1];
        }

        public List<Node> Items(string name) => Find(name) is { } items
            ? items.EnumerateArray().Select((item, place) => new Node(item, $"{path}.{name}[{place}]")).ToList() : [];

        public List<string> Texts(string name) => Find(name) is { } items
            ? items.EnumerateArray().Select(item => item.GetString()!).ToList() : [];

        public string? Text(string name) => Find(name)?.GetString();

        public bool Flag(string name) => Find(name)?.GetBoolean() ?? false;

        public bool? MaybeFlag(string name) => Find(name)?.GetBoolean();

        public int? Number(string name) => Find(name)?.GetInt32();

        public decimal? Decimal(string name) => Find(name) is not { } number ? null
            : number.ValueKind == JsonValueKind.String ? Exact(number.GetString()!) : number.GetDecimal();

        public Duration? Elapsed(string name) => Text(name) is { } text
            ? PeriodPattern.Roundtrip.Parse(text).Value.ToDuration() : null;

        public Period? Calendar(string name) => Text(name) is { } text ? PeriodPattern.Roundtrip.Parse(text).Value : null;

        public LocalTime? Clock(string name) => Text(name) is { } text
            ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value : null;

        public (int Fewest, int? Most)? Range(string name)
        {
            if (Find(name) is not { } number)
                return null;

            if (number.ValueKind == JsonValueKind.Number)
                return (number.GetInt32(), number.GetInt32());

            var range = Maybe(name)!;
            return range.Closed((range.Number("minimum")!.Value, range.Number("maximum")));
        }

        public ReferencePolicy.Charge Amount() => Closed(new ReferencePolicy.Charge(
            Text("amount") is { } amount ? Exact(amount) : null, Number("percentOfPrice")), "currency");

        /// <summary>The whole of it is read elsewhere.</summary>
        public bool IsLeft()
        {
            _read.UnionWith(element.EnumerateObject().Select(member => member.Name));
            return true;
        }

        public T Closed<T>(T read, params string[] left)
        {
            _read.UnionWith(left);
            Close();
            return read;
        }

        public void Close()
        {
            foreach (var member in element.EnumerateObject())
            {
                if (!_read.Contains(member.Name) && !Words.Contains(member.Name))
                    throw Unknown($"{path}.{member.Name}");
            }

            foreach (var part in _parts)
                part.Close();
        }

        // A value alone, or the value beside what is said of it.
        private JsonElement? Find(string name)
        {
            _read.Add(name);
            if (!element.TryGetProperty(name, out var found))
                return null;

            return found.ValueKind == JsonValueKind.Object && found.TryGetProperty("value", out var value) ? value : found;
        }
    }
}
