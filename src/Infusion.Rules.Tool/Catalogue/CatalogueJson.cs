using System.Text.Json.Serialization;

namespace Infusion.Rules.Tool.Catalogue;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RuleCatalogue))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
