using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>eligibility</c>: consultation, indications, screens.</summary>
internal static class EligibilitySection
{
    private const decimal Largest = 1_000_000_000;

    public static ObjectFormat<EligibilityPolicy> Create()
    {
        var o = new ObjectFormat<EligibilityPolicy>();
        var conditions = o.Default("conditions", p => p.Conditions, Formats.Named(Condition(), 1, 32, "id", "name", "aliases"), [],
            "The conditions the clinic lists. What is not listed is for a clinician to look at, and is not ineligible.");
        var months = o.Maybe("chronicMonths", p => p.ChronicMonths, Formats.Int(0, 1200, "calendar months"),
            "After how many months a pain is chronic: later than onset plus these months; exactly then is not.");
        var mode = o.Maybe(
            "consultationMode", p => p.ConsultationMode, Formats.Enum<ConsultationMode>(), "How the consultation is held.");
        var slot = o.Maybe(
            "consultationSlot", p => p.ConsultationSlot, Formats.SomeUpToAYear, "How long it is planned for; a longer one costs no more.");
        var price = o.Maybe("consultationPrice", p => p.ConsultationPrice, Formats.Money, "What it costs; left out, not published.");
        var priorTherapy = o.Default(
            "asksForPriorTherapy", p => p.AsksForPriorTherapy, Formats.Flag, false,
            "Whether failed earlier treatment is to be on record before a first infusion; left out, not published.");
        var roles = o.Default(
            "acceptedRoles", p => p.AcceptedRoles, Formats.Distinct(Formats.Enum<ClinicianRole>(), 1, 5), [],
            "Whose verdict counts; left out, not published.");
        var screens = o.Default("screens", p => p.Screens, Formats.Named(Screen(), 0, 64, "id"), [],
            "The screening criteria, age limits among them; none when the clinic publishes none.");
        o.States(p => p.Stated);
        o.Holds(
            months, conditions, v => v.Of(months) is null || v.Of(conditions).Any(static one => one.IsOnlyListedWhenChronic),
            "months after which nothing is chronic", "a condition with isOnlyListedWhenChronic, or no chronicMonths");
        return o.Makes(v => new()
        {
            Conditions = v.Of(conditions),
            ChronicMonths = v.Of(months),
            ConsultationMode = v.Of(mode),
            ConsultationSlot = v.Of(slot),
            ConsultationPrice = v.Of(price),
            AsksForPriorTherapy = v.Of(priorTherapy),
            AcceptedRoles = v.Of(roles),
            Screens = v.Of(screens),
            Stated = v.Stated,
        });
    }

    /// <summary>A screening criterion.</summary>
    /// <param name="isOfOverlay">Whether it is an overlay's, which excludes nobody and says how sure its source is.</param>
    public static ObjectFormat<ScreenCriterion> Screen(bool isOfOverlay = false)
    {
        var o = new ObjectFormat<ScreenCriterion>();
        var id = o.Required("id", one => one.Id, Formats.Id(), "The kebab-case id; its rule is eligibility.screen.ID.");
        var name = o.Required("name", one => one.Name, Formats.Name(100), "What it looks for, as a noun phrase.");
        var question = o.Required("question", one => one.Question, Formats.Name(500), "What to ask a person.");
        var asks = o.Optional("asks", one => one.Asks is ScreenAsk.YesNo ? null : one.Asks, Asks(),
            "A number with its bounds, or an event with its look-back; left out, a yes makes the criterion apply.");
        var effect = isOfOverlay
            ? o.Default(
                "effect", one => one.Effect, Formats.EnumBut(ScreenEffect.Exclude), ScreenEffect.ClinicianReview,
                "What an applying answer leads to; an overlay excludes nobody.")
            : o.Required("effect", one => one.Effect, Formats.Enum<ScreenEffect>(), "What an applying answer leads to.");
        var (advice, evidence) = o.Advised(one => one.Advice, one => one.Evidence, isOfOverlay);
        var certainty = o.Maybe(
            "certainty", one => one.Certainty, Formats.Enum<EvidenceCertainty>(),
            "How certain the source calls its evidence; left out, the policy does not say.");
        var (provenance, citations) = isOfOverlay
            ? o.FromLiterature(one => one.Provenance, one => one.Citations)
            : o.Sourced(one => one.Provenance, one => one.Citations);
        return o.Makes(v => new(
            v.Of(id), v.Of(name), v.Of(question), v.Of(asks) ?? new ScreenAsk.YesNo(), v.Of(effect), v.Of(provenance), v.Of(citations))
        {
            Advice = v.Of(advice),
            Evidence = v.Of(evidence),
            Certainty = v.Of(certainty),
        });
    }

    private static ObjectFormat<ListedCondition> Condition()
    {
        var o = new ObjectFormat<ListedCondition>();
        var id = o.Required("id", one => one.Id, Formats.Id(ListedCondition.Unlisted), "The kebab-case id.");
        var name = o.Required("name", one => one.Name, Formats.Name(100), "The name as a person reads it.");
        var category = o.Required("category", one => one.Category, Formats.Enum<ConditionCategory>(), "The kind of condition.");
        var aliases = o.Default(
            "aliases", one => one.Aliases, Formats.Distinct(Formats.Name(100), 0, 50), [],
            "Other names records use for it; case is ignored.");
        var chronic = o.Default(
            "isOnlyListedWhenChronic", one => one.IsOnlyListedWhenChronic, Formats.Flag, false,
            "Whether it counts only once it is chronic.");
        var other = o.Default(
            "isAlsoListedUnderOther", one => one.IsAlsoListedUnderOther, Formats.Flag, false,
            "Whether the page names it a second time among its other conditions.");
        var syndrome = o.Default(
            "isListedBySyndromeName", one => one.IsListedBySyndromeName, Formats.Flag, false,
            "Whether it counts by the name of the syndrome only.");
        var (provenance, citations) = o.Sourced(one => one.Provenance, one => one.Citations);
        return o.Makes(v => new(v.Of(id), v.Of(name), v.Of(category), v.Of(provenance), v.Of(citations))
        {
            Aliases = v.Of(aliases),
            IsOnlyListedWhenChronic = v.Of(chronic),
            IsAlsoListedUnderOther = v.Of(other),
            IsListedBySyndromeName = v.Of(syndrome),
        });
    }

    private static UnionFormat<ScreenAsk> Asks()
    {
        var number = new ObjectFormat<ScreenAsk.Number>();
        var unit = number.Required("unit", ask => ask.Unit, Formats.Name(40), "The unit of the number, such as mmHg or years.");
        var minimum = number.Required(
            "minimum", ask => ask.Minimum, Formats.Decimal(-Largest, Largest, 6, "the number's unit"),
            "The lowest number that is accepted, inclusive.");
        var maximum = number.Required(
            "maximum", ask => ask.Maximum, Formats.Decimal(-Largest, Largest, 6, "the number's unit"),
            "The highest number that is accepted, inclusive.");
        var scale = number.Default("scale", ask => ask.Scale, Formats.Int(0, 6, "decimal places"), 0, "How many decimal places are kept.");
        var below = number.Maybe(
            "below", ask => ask.Below, Formats.Decimal(-Largest, Largest, 6, "the number's unit"),
            "The criterion applies below this number, exclusive.");
        var atLeast = number.Maybe(
            "atLeast", ask => ask.AtLeast, Formats.Decimal(-Largest, Largest, 6, "the number's unit"),
            "The criterion applies from this number on, inclusive.");
        number.Holds(maximum, minimum, v => v.Of(maximum) > v.Of(minimum), "a range that is empty", "a number above minimum");
        foreach (Member<decimal> bound in new[] { minimum, maximum })
        {
            number.Holds(
                bound, scale, v => v.Of(bound) * Power(v.Of(scale)) % 1 == 0, "more decimals than are kept",
                "at most as many decimals as scale");
        }

        foreach (Member<decimal?> bound in new[] { below, atLeast })
        {
            number.Holds(
                bound, scale, v => v.Of(bound) is null || v.Of(bound) * Power(v.Of(scale)) % 1 == 0, "more decimals than are kept",
                "at most as many decimals as scale");
            number.Holds(
                bound, maximum, v => v.Of(bound) is null || v.Of(bound) <= v.Of(maximum), "a bound outside the range",
                "a number from minimum to maximum");
        }

        number.Holds(
            below, minimum, v => v.Of(below) is null || v.Of(below) > v.Of(minimum), "a bound that nothing is below",
            "a number above minimum");
        number.Holds(
            atLeast, minimum, v => v.Of(atLeast) is null || v.Of(atLeast) >= v.Of(minimum), "a bound outside the range",
            "a number from minimum to maximum");
        number.Holds(
            atLeast, below, v => v.Of(atLeast) is null || v.Of(below) is null || v.Of(atLeast) > v.Of(below),
            "bounds that every number meets", "a number above below");
        number.Check(v =>
        {
            if (v.Has(below) && v.Has(atLeast) && v.Of(below) is null && v.Of(atLeast) is null)
            {
                v.Report(unit, ProblemCodes.Contradiction, "a number without a bound", "below, atLeast, or both");
            }
        });
        var within = new ObjectFormat<ScreenAsk.WithinMonths>();
        var months = within.Required("withinMonths", ask => ask.Months, Formats.Int(1, 1200, "calendar months"),
            "The criterion applies when the event was within so many months; the last day is within them.");
        var withinDays = new ObjectFormat<ScreenAsk.WithinDays>();
        var days = withinDays.Required("withinDays", ask => ask.Days, Formats.Int(1, 36_500, "days"),
            "The criterion applies when the event was within so many days; the last day is within them.");
        return new UnionFormat<ScreenAsk>()
            .Or("unit", number.Makes(v => new(v.Of(unit), v.Of(minimum), v.Of(maximum), v.Of(scale), v.Of(below), v.Of(atLeast))))
            .Or("withinMonths", within.Makes(v => new(v.Of(months))))
            .Or("withinDays", withinDays.Makes(v => new(v.Of(days))));
    }

    private static decimal Power(int scale) => Enumerable.Repeat(10m, scale).Aggregate(1m, (product, ten) => product * ten);
}
