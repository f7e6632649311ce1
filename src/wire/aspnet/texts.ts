// The framework's own English, letter for letter. SRResources.resx is src/System.Web.Http/Properties/SRResources.resx of
// the AspNetWebStack repository; the texts of validation attributes are .NET's System.ComponentModel.DataAnnotations.

/** No route, controller or action answers a URI, which is quoted absolute. SRResources.resx, ResourceNotFound. */
export function resourceNotFound(uri: string): string {
  return `No HTTP resource was found that matches the request URI '${uri}'.`;
}

/** Detail of a 404: the path names no controller. SRResources.resx, DefaultControllerFactory_ControllerNameNotFound. */
export function controllerNotFound(controller: string): string {
  return `No type was found that matches the controller named '${controller}'.`;
}

/** Detail of a 404: the controller has no such action. SRResources.resx, ApiControllerActionSelector_ActionNameNotFound. */
export function actionNotFound(controller: string, action: string): string {
  return `No action was found on the controller '${controller}' that matches the name '${action}'.`;
}

/** Detail of a 404: no overload takes these parameters. SRResources.resx, ApiControllerActionSelector_ActionNotFound. */
export function noMatchingAction(controller: string): string {
  return `No action was found on the controller '${controller}' that matches the request.`;
}

/** Detail of a 404: the route gives no controller. SRResources.resx, ControllerNameNotFound. */
export function noControllerInRoute(uri: string): string {
  return `No route providing a controller name was found to match request URI '${uri}'`;
}

/** Detail of a 404 where no route matches at all. SRResources.resx, NoRouteData. */
export const noRoute = 'No route data was found for this request.';

/** A verb that the path answers only for others. SRResources.resx, ApiControllerActionSelector_HttpMethodNotSupported. */
export function methodNotSupported(method: string): string {
  return `The requested resource does not support http method '${method}'.`;
}

/** A media type no formatter reads. SRResources.resx, UnsupportedMediaType. */
export function mediaTypeNotSupported(type: string): string {
  return `The request entity's media type '${type}' is not supported for this resource.`;
}

/** A body without a Content-Type. SRResources.resx, UnsupportedMediaTypeNoContentType. */
export const contentTypeMissing =
  'The request contains an entity body but no Content-Type header. ' +
  "The inferred media type 'application/octet-stream' is not supported for this resource.";

/** The exception behind a 415. Resources.resx of src/System.Net.Http.Formatting, NoReadSerializerAvailable. */
export function noFormatter(model: string, mediaType: string): string {
  return (
    `No MediaTypeFormatter is available to read an object of type '${model}' ` +
    `from content with media type '${mediaType}'.`
  );
}

/** Model state is not valid. SRResources.resx, BadRequest. */
export const requestInvalid = 'The request is invalid.';

/** Where a value-type parameter of an action is declared, as .NET writes it. */
export interface ActionParameter {
  readonly name: string;
  /** `System.Int32`. */
  readonly type: string;
  /** The method's signature, `Customer GetCustomer(Int32)`. */
  readonly method: string;
  /** The controller's full name. */
  readonly controller: string;
}

/** Detail of a 400: a parameter that cannot be null has no value. SRResources.resx, ReflectedActionDescriptor_ParameterCannotBeNull. */
export function parameterMissing({ name, type, method, controller }: ActionParameter): string {
  return (
    `The parameters dictionary contains a null entry for parameter '${name}' of non-nullable type '${type}' ` +
    `for method '${method}' in '${controller}'. An optional parameter must be a reference type, a nullable type, ` +
    'or be declared as an optional parameter.'
  );
}

/** An [Authorize] filter refused the caller. SRResources.resx, RequestNotAuthorized. */
export const authorizationDenied = 'Authorization has been denied for this request.';

/** An exception, or model state made from one, as a remote client sees it. SRResources.resx, ErrorOccurred. */
export const errorOccurred = 'An error has occurred.';

/** A required member is missing, empty or blank. DataAnnotations, RequiredAttribute_ValidationError. */
export function fieldRequired(field: string): string {
  return `The ${field} field is required.`;
}

/** A required member of a value type is missing from a form. SRResources.resx, MissingRequiredMember. */
export function propertyRequired(property: string): string {
  return `The ${property} property is required.`;
}

/** A text is too long. DataAnnotations, StringLengthAttribute_ValidationError. */
export function stringTooLong(field: string, most: number): string {
  return `The field ${field} must be a string with a maximum length of ${most}.`;
}

/** A route or query value does not convert; `type` is `Int32`. SRResources.resx, ModelBinderConfig_ValueInvalid. */
export function valueInvalid(value: string, type: string): string {
  return `The value '${value}' is not valid for ${type}.`;
}

/** A body above httpRuntime's maxRequestLength: the text of System.Web's HttpException, which Web API has none of its own for. */
export const requestTooLong = 'Maximum request length exceeded.';
