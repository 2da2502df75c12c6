// Package portal is a relying party: it lets citizens in by ЕСИА and says who they are.
package portal

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

type Portal struct {
	oauth2.Config
	provider *oidc.Provider
	verifier *oidc.IDTokenVerifier
	states   sync.Map // state → nonce
}

func New(ctx context.Context, issuer, secret, back string, checks oidc.Config) (http.Handler, error) {
	provider, err := oidc.NewProvider(ctx, issuer)
	if err != nil {
		return nil, err
	}
	scopes := []string{"openid", "fullname", "snils", "email"}
	portal := &Portal{provider: provider, verifier: provider.VerifierContext(ctx, &checks)}
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader // or else a request that fails is sent again, in the other style
	portal.Config = oauth2.Config{
		ClientID: checks.ClientID, ClientSecret: secret, Endpoint: endpoint, RedirectURL: back, Scopes: scopes,
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		state, nonce := rand.Text(), rand.Text()
		portal.states.Store(state, nonce)
		http.Redirect(w, r, portal.AuthCodeURL(state, oidc.Nonce(nonce)), http.StatusFound)
	})
	mux.HandleFunc("/back", func(w http.ResponseWriter, r *http.Request) {
		nonce, known := portal.states.LoadAndDelete(r.FormValue("state"))
		if !known || r.FormValue("code") == "" {
			http.Error(w, r.FormValue("error"), http.StatusForbidden)
			return
		}
		token, err := portal.Exchange(ctx, r.FormValue("code"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		signed, _ := token.Extra("id_token").(string)
		if id, err := portal.verifier.Verify(ctx, signed); err != nil || id.Nonce != nonce {
			http.Error(w, "this is no identity token for us", http.StatusUnauthorized)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "token", Value: token.AccessToken})
		portal.me(ctx, w, token)
	})
	mux.HandleFunc("/me", func(w http.ResponseWriter, r *http.Request) {
		cookie, _ := r.Cookie("token")
		portal.me(ctx, w, &oauth2.Token{AccessToken: cookie.Value})
	})
	return mux, nil
}

func (portal *Portal) me(ctx context.Context, w http.ResponseWriter, token *oauth2.Token) {
	var who struct {
		Trusted  bool   `json:"urn:esia:trusted"`
		Level    string `json:"urn:esia:level"`
		Snils    string `json:"urn:esia:snils"`
		Email    string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	info, err := portal.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil || info.Claims(&who) != nil {
		http.Error(w, "ЕСИА does not say who this is", http.StatusUnauthorized)
		return
	}
	if !who.Trusted && who.Level != "child" {
		w.WriteHeader(http.StatusForbidden)
	}
	_ = json.NewEncoder(w).Encode(who)
}
