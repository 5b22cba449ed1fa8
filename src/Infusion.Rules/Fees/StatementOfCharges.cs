using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Fees;

/// <summary>What a patient pays: visits, credits and fees, each with its rule. Never a claim to an insurer.</summary>
/// <remarks>Immutable and thread-safe; compared by its lines and by what is open.</remarks>
public sealed class StatementOfCharges
{
    private readonly FeeRules _rules;
    private readonly string _currency;
    private readonly ImmutableArray<StatementFee> _fees;
    private readonly ImmutableArray<Question> _questions;
    private readonly ImmutableArray<Question> _unexplained;

    internal StatementOfCharges(
        FeeRules rules, ImmutableArray<StatementVisit> visits, ImmutableArray<StatementFee> fees, ImmutableArray<Question> questions,
        ImmutableArray<Question> unexplained)
    {
        // Where no charge at all is published, no fee is spoken of.
        fees = rules.CancellationTable.IsPublished ? fees : [];
        (_rules, _fees, _questions, _unexplained) = (rules, fees, questions, unexplained);
        Money? first = visits.Select(static visit => visit.Price).Concat(fees.Select(static fee => fee.Amount))
            .FirstOrDefault(static amount => amount is not null && amount.Value.Currency != FeeRules.NoCurrency);
        _currency = (rules.HasCurrency ? rules.Nothing : first ?? rules.Nothing).Currency;
        HasVisit = !visits.IsEmpty;
        RequireOnce(visits.Select(visit => visit.Appointment), "A visit stands on a statement once.");
        RequireOnce(fees.Select(fee => fee.Appointment), "The fee of an appointment is charged once, however many rules were broken.");
        Lines = [.. visits.SelectMany(LinesOf), .. fees.Select(LineOf)];
        KnownTotal = Owed.Aggregate(Money.Of(0, _currency), (sum, line) => line.Amount is { } amount ? sum + amount : sum);
    }

    /// <summary>The lines: visits with their credits, then fees.</summary>
    public ImmutableArray<StatementLine> Lines { get; }

    /// <summary>The sum of the lines whose amount is owed and known.</summary>
    public Money KnownTotal { get; }

    /// <summary>The sum of what is owed; <c>null</c> while such an amount is not known or not published, or what became of an appointment
    /// is not known.</summary>
    /// <remarks>A fee that the clinic may charge and need not is on a line of its own and in no sum.</remarks>
    public Money? Total => _unexplained.IsEmpty && Owed.All(line => line.Amount is not null) ? KnownTotal : null;

    /// <summary>Whether every amount is known; of a fee that is not settled it is not.</summary>
    public DecisionStatus Status => Total is not null
        ? DecisionStatus.Determined
        : DecisionStatus.NeedsInformation;

    /// <summary>What the statement says about paying.</summary>
    public ImmutableArray<PaymentNote> Notes => _rules.Payment.Decide(this, default).Certain;

    /// <summary>Whether there is a visit on it.</summary>
    internal bool HasVisit { get; }

    /// <summary>The statement as data.</summary>
    /// <returns>The document, with one value for each line and one part for each fee.</returns>
    public DecisionDocument ToDocument() => ToDocument(new());

    /// <summary>The same, among the documents of a review.</summary>
    internal DecisionDocument ToDocument(Kept kept) => _rules.Payment.Document(this, default, kept) with
    {
        Says = Says,
        Summary = $"{Wording.Sentence(Says)} [payment.statement]",
        Status = Status,
        Values =
        [
            .. Lines.Select(line => new ValueDocument(
                $"statement.{Wording.Words(line.Kind.ToString())}.{line.Appointment}",
                line.AmountText,
                line.Rule.Id)),
            new("statement.total", Total?.ToString() ?? Missing, null),
        ],
        Questions = [.. _fees.SelectMany(fee => fee.Decision.Ask(kept)).Concat(_questions).Concat(_unexplained).Distinct()],
        Parts = [.. _fees.Select(fee => fee.Decision.ToDocument(kept))],
    };

    private string Says => Total is { } total ? $"{total} charged in all"
        : Missing == NotKnown ? $"{KnownTotal} charged so far; some of it is not known yet"
        : $"{KnownTotal} charged so far; not every price is on record";

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StatementOfCharges other && Lines.SequenceEqual(other.Lines)
        && _fees.SelectMany(Asked).SequenceEqual(other._fees.SelectMany(Asked)) && _questions.SequenceEqual(other._questions)
        && _unexplained.SequenceEqual(other._unexplained);

    /// <inheritdoc/>
    public override int GetHashCode() => Lines.Length;

    /// <summary>Writes the lines and the total.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{string.Join("; ", Lines)}; total {Total?.ToString() ?? Missing}";

    private IEnumerable<StatementLine> Owed => Lines.Where(static line => line.Kind != StatementLineKind.PermittedFee);

    // A fee or a credit that is open keeps the total open, and so does another currency; otherwise it is a price that the clinic
    // does not publish.
    private const string NotKnown = "NotKnown";

    private string Missing => !_unexplained.IsEmpty
        || Owed.Any(static line => line is { Amount: null, IsAmountPublished: true } or { InOtherCurrency: not null })
        ? NotKnown
        : "NotPublished";

    private StatementLine LineOf(StatementFee fee)
    {
        bool isKnown = fee.Decision.Status == DecisionStatus.Determined;
        return Line(
            isKnown && fee.Decision.Outcome == CancellationFeeOutcome.MayBeCharged ? StatementLineKind.PermittedFee : StatementLineKind.Fee,
            fee.Appointment, isKnown ? fee.Amount : null, _rules.Cited(fee.Decision)) with
        {
            IsAmountPublished = !isKnown || !FeeRules.IsAmountNotPublished(fee.Decision.DecidingRules),
        };
    }

    // Amounts of two currencies have no sum.
    private StatementLine Line(StatementLineKind kind, string appointment, Money? amount, Rule rule) =>
        amount is not { } known || known.Currency == _currency
        ? new(kind, appointment, amount, rule)
        : new(kind, appointment, null, rule) { InOtherCurrency = amount };

    private IEnumerable<StatementLine> LinesOf(StatementVisit visit)
    {
        Money? price = visit.Price is { } known ? FeePolicy.NotNegative(known, nameof(visit)) : null;
        yield return Line(StatementLineKind.Visit, visit.Appointment, price, RuleNamed(_rules.PaymentTable, "payment.visit-price")) with
        {
            IsAmountPublished = visit.Price is not null,
        };
        if (!visit.IsSettled)
        {
            yield return new(StatementLineKind.Credit, visit.Appointment, null, RuleNamed(_rules.CreditUseTable, "referral.applied"));
        }
        else if (visit.Credit is { } credit)
        {
            FeePolicy.NotNegative(credit, nameof(visit));
            if (price is not { } toPay || Money.Min(credit, toPay) != credit)
            {
                throw new ArgumentException(
                    "A credit is not more than the price of its visit, and never goes against a fee.", nameof(visit));
            }

            yield return new(
                StatementLineKind.Credit, visit.Appointment, credit.Zero() - credit, RuleNamed(_rules.CreditUseTable, "referral.applied"));
        }
    }

    private static IEnumerable<Question> Asked(StatementFee fee) => fee.Decision.Questions;

    private static Rule RuleNamed(DecisionTable table, string id) =>
        table.Rules.FirstOrDefault(rule => rule.Id == id) ?? table.Rules[0];

    private static void RequireOnce(IEnumerable<string> appointments, string message)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string appointment in appointments)
        {
            if (string.IsNullOrEmpty(appointment) || !seen.Add(appointment))
            {
                throw new ArgumentException(message);
            }
        }
    }
}
