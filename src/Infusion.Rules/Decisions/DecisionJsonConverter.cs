using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Decisions;

/// <summary>Refuses to write a decision as JSON or to read one: it is stored as its document.</summary>
internal sealed class DecisionJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => true;

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException(
            "A decision is not written as JSON and not read from it; store what ToDocument gives, with DecisionJson.");
}
