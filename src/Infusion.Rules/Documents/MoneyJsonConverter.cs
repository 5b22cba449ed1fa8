using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>Reads and writes it as it stands in a document.</summary>
internal sealed class MoneyJsonConverter() : FormatJsonConverter<Money>(Formats.Money);
