using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Holds every amount of a document to one currency: amounts of unlike currencies cannot be added or compared.</summary>
internal sealed class Currencies
{
    private string? _first;

    /// <summary>Reports a currency that is not the first one met.</summary>
    public void Check(LocatedValue value)
    {
        if (value.PropertyName != "currency" || value.TextOrNull is not { Length: 3 } currency)
        {
            return;
        }

        _first ??= currency;
        if (currency != _first)
        {
            value.Report(ProblemCodes.Contradiction, "a second currency", "one currency in a policy: that of its first amount");
        }
    }
}
