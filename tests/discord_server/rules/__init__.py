"""What Discord refuses although its OpenAPI file does not say so."""
