using System.Collections.Immutable;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Reports;

// What is eaten and drunk, until when and from when.
internal sealed partial class SheetMaker
{
    private const int MostFoods = 6;

    private FastingPolicy Food => _policy.Fasting ?? new();

    private ImmutableArray<FastingCutOff> CutOffs => _rules.Fasting.CutOffs(_appointment);

    private IEnumerable<ReportItem?> FoodBefore()
    {
        foreach (FastingCutOff cutOff in CutOffs.OrderBy(static one => one.At))
        {
            yield return Item(cutOff.Kind.Name, Said(cutOff.Kind.Rule, _ => Until(cutOff.At) + Examples(cutOff.Kind.Id)));
        }

        yield return Item("A sip of water with a medicine", Sip());
        yield return Item("Anything else", AnythingElse());
        yield return Item("If you eat or drink after these times", Violated());
    }

    private string Until(Instant cutOff) => cutOff == _appointment ? $"You may have this until your appointment at {Time(cutOff)}."
        : cutOff > _appointment ? "The clinic sets no time before your appointment by which to stop."
        : $"Stop by {Date(SheetWords.Down(cutOff))}.";

    // The clinic's own list of foods, as far as a reader takes it in.
    private string Examples(string kind)
    {
        string[] foods = [.. Food.Foods.Where(food => food.Kind == kind).Select(static food => food.Name).Take(MostFoods)];
        return foods.Length == 0 ? "" : $" For example: {SheetWords.List(foods)}.";
    }

    private IEnumerable<Line> Sip() => Food.OralMedicineWindow is not { } window || CutOffs.IsEmpty ? []
        : Said("fasting.oral-medicine", _ =>
        window == Duration.Zero ? $"You may take one until your appointment at {Time(_appointment)}."
        : $"The clinic decides about a late one. Late means after {Date(SheetWords.Down(_appointment - window))}. Ask the clinic first.");

    private IEnumerable<Line> AnythingElse() => CutOffs.IsEmpty ? []
        : Food.UnlistedCountsAs is { } id && Food.Kinds.FirstOrDefault(kind => kind.Id == id) is { } kind
            ? Food.Kinds.Length == 1 ? [] : Said(kind.Rule, _ => $"It counts as {SheetWords.Small(kind.Name)}.")
        : Said("fasting.unlisted-kind", _ =>
            $"The clinic decides. Ask the clinic first.{Examples(IntakeKind.Unlisted)}");

    // A clinic that says what a fasting cancellation costs says that it may cancel for it.
    private IEnumerable<Line> Violated()
    {
        if (CutOffs.All(cutOff => cutOff.At >= _appointment) || Find(_rules, "fasting.violation") is not { } permits
            || (permits.Provenance != Provenance.Published && _policy.Fees is null or { FastingCancellation: null, FastingCharge: null }))
        {
            yield break;
        }

        yield return new("The clinic may cancel your infusion and set a new day.", permits);
        if (Fees is not { } fees)
        {
            yield break;
        }

        FeePolicy? policy = fees.Policy.Fees;
        FeeCharge? charge = policy?.FastingCharge ?? (policy?.FastingCancellation is { } amount ? new FeeCharge.Flat(amount) : null);
        foreach (Line line in charge is null ? [] : Said(fees, "fee.fasting-cancellation", rule =>
            charge is FeeCharge.Flat { Amount.IsZero: true } ? "There is no fee for this."
            : $"If it does, there {(charge.IsPermitted || rule.Modality == Modality.Permitted ? "may be" : "is")} a fee of "
                + $"{SheetWords.Amount(charge)}."))
        {
            yield return line;
        }
    }

    private IEnumerable<ReportItem?> FoodDuring() => Food.Kinds.Where(static kind => kind.DuringInfusion is not null).Select(kind => Item(
        kind.Name, Said($"{kind.Rule}.during-infusion", _ => kind.DuringInfusion == IntakeAllowance.Allowed
            ? "You may have this during the infusion."
            : "Do not have this during the infusion.")));

    private IEnumerable<ReportItem?> FoodAfter()
    {
        LocalTime session = _appointment.InZone(_book.TimeZone).TimeOfDay;
        foreach (IntakeKind kind in Food.Kinds)
        {
            Duration? after = kind.Limits.OfType<IntakeLimit.Window>()
                .Where(limit => session >= limit.SessionsFrom && (limit.SessionsBefore is not { } before || session < before))
                .Max(static limit => limit.After);
            yield return Item(kind.Name,
            [
                .. after is not { } wait ? [] : Said(kind.Rule, _ => $"Have none until {_clock.At(SheetWords.Up(_appointment + wait))}."),
                .. kind.AfterEnd is not { } fromEnd ? [] : Said($"{kind.Rule}.after-end", _ =>
                    AfterTheEnd($"{kind.Id}-allowed-from", "Have none until about",
                        $"Have none for {SheetWords.Hours(fromEnd)} after your infusion ends.", fromEnd)),
            ]);
        }
    }

    // What is counted from the actual end is said as planned, or as a length where no end is planned.
    private string AfterTheEnd(string entry, string until, string withoutEnd, Duration counted) => Timeline.Find(entry) is { } at
        ? $"{until} {_clock.At(SheetWords.Up(at.At))}. The clinic counts {SheetWords.Hours(counted)} from the actual end of your "
            + "infusion, so this may change."
        : withoutEnd;
}
